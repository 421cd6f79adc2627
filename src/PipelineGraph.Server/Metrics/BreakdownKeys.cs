using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>By what a breakdown groups deals: keys as the API writes them, at the scope's instant.</summary>
internal sealed class BreakdownKeys(DealGroupKey by, MetricsScope scope, TimeZoneInfo zone)
{
    private readonly Dictionary<Guid, string> _ids = [];
    private Dictionary<Guid, string?> _groups = [];   // teams of owners, industries of accounts: today's

    /// <summary>Reads what the keys need beside the deals.</summary>
    public async Task LoadAsync(PipelineDbContext context, CancellationToken cancelled)
    {
        if (by == DealGroupKey.Team)
            _groups = await context.SalesReps.Select(rep => new { rep.Id, rep.Team })
                .ToDictionaryAsync(rep => rep.Id, rep => rep.Team, cancelled);
        if (by == DealGroupKey.Industry)
            _groups = await context.Accounts.Where(account => account.Industry != null)
                .Select(account => new { account.Id, account.Industry })
                .ToDictionaryAsync(account => account.Id, account => account.Industry, cancelled);
    }

    /// <summary>The deal's key; null where it has none.</summary>
    public string? Of(DealSnapshot deal) => by switch
    {
        DealGroupKey.Pipeline => Id(nameof(Pipeline), scope.Pipeline.Id),
        DealGroupKey.Stage => Id(nameof(Stage), scope.Frame.Stages[deal.Stage].Id),
        DealGroupKey.Owner => Id(nameof(SalesRep), deal.OwnerId),
        DealGroupKey.Account => Id(nameof(Account), deal.AccountId),
        DealGroupKey.Team => Group(deal.OwnerId),
        DealGroupKey.Industry => Group(deal.AccountId),
        DealGroupKey.Source => deal.Source,
        DealGroupKey.Currency => deal.Currency,
        DealGroupKey.CreatedMonth => Month(deal.CreatedAt),
        DealGroupKey.ClosedMonth => Month(deal.ClosedAt),
        DealGroupKey.ExpectedCloseMonth
            => deal.ExpectedCloseDate is { } day ? TimeBuckets.MonthKey(day) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(deal), by, "Results are not grouped by it."),
    };

    /// <summary>What people call the groups: names of rows, else the keys.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancelled) => by switch
        {
            DealGroupKey.Pipeline => new Dictionary<Guid, string> { [scope.Pipeline.Id] = scope.Pipeline.Name },
            DealGroupKey.Stage => scope.Frame.Stages.ToDictionary(stage => stage.Id, stage => stage.Name),
            DealGroupKey.Owner => await context.SalesReps.Where(rep => ids.Contains(rep.Id))
                .Select(rep => new { rep.Id, rep.Name }).ToDictionaryAsync(rep => rep.Id, rep => rep.Name, cancelled),
            DealGroupKey.Account => await context.Accounts.Where(account => ids.Contains(account.Id))
                .Select(account => new { account.Id, account.Name })
                .ToDictionaryAsync(account => account.Id, account => account.Name, cancelled),
            _ => new Dictionary<Guid, string>(),
        };

    private string? Id(string type, Guid? id)
    {
        if (id is not { } key) return null;
        if (!_ids.TryGetValue(key, out var text)) _ids.Add(key, text = NodeIdCodec.Encode(type, key));
        return text;
    }

    private string? Group(Guid? id) => id is { } key ? _groups.GetValueOrDefault(key) : null;

    private string? Month(DateTime? at) => at is { } instant
        ? TimeBuckets.MonthKey(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone)))
        : null;
}
