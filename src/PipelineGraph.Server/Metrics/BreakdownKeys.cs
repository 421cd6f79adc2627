using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>By what a breakdown groups deals: keys as the API writes them, at the scope's instant.</summary>
internal sealed class BreakdownKeys(DealGroupKey by, MetricsScope scope, TimeZoneInfo zone)
{
    private readonly GroupKeyValues _values = new(by, zone);
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
        DealGroupKey.Pipeline => _values.Id(scope.Pipeline.Id),
        DealGroupKey.Stage => _values.Id(scope.Frame.Stages[deal.Stage].Id),
        DealGroupKey.Owner => _values.Id(deal.OwnerId),
        DealGroupKey.Account => _values.Id(deal.AccountId),
        DealGroupKey.Team => Group(deal.OwnerId),
        DealGroupKey.Industry => Group(deal.AccountId),
        DealGroupKey.Source => deal.Source,
        DealGroupKey.Currency => deal.Currency,
        DealGroupKey.CreatedMonth => _values.Month(deal.CreatedAt),
        DealGroupKey.ClosedMonth => _values.Month(deal.ClosedAt),
        DealGroupKey.ExpectedCloseMonth => _values.Month(deal.ExpectedCloseDate),
        _ => throw new ArgumentOutOfRangeException(nameof(deal), by, "Results are not grouped by it."),
    };

    /// <summary>What people call the groups: names of rows, else the keys.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancelled) => by switch
        {
            DealGroupKey.Pipeline => new Dictionary<Guid, string> { [scope.Pipeline.Id] = scope.Pipeline.Name },
            DealGroupKey.Stage => scope.Frame.Stages.ToDictionary(stage => stage.Id, stage => stage.Name),
            _ => await GroupKeyValues.NamesAsync(context, by, ids, cancelled),
        };

    private string? Group(Guid? id) => id is { } key ? _groups.GetValueOrDefault(key) : null;
}
