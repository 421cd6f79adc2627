using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>Values of one group key as the API writes them, each made once, and what people call them.</summary>
/// <param name="zone">In which months begin.</param>
internal sealed class GroupKeyValues(DealGroupKey by, TimeZoneInfo zone)
{
    private readonly Dictionary<Guid, string> _ids = [];
    private readonly Dictionary<(int Year, int Month), string> _months = [];
    private readonly Dictionary<string, string> _choices = [];

    public string? Id(Guid? id)
    {
        if (id is not { } key) return null;
        if (!_ids.TryGetValue(key, out var text)) _ids.Add(key, text = NodeIdCodec.Encode(TypeOf(by)!, key));
        return text;
    }

    public string? Month(DateTime? at)
        => at is { } instant ? Month(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone))) : null;

    public string? Month(DateOnly? date)
    {
        if (date is not { } day) return null;
        if (!_months.TryGetValue((day.Year, day.Month), out var text))
            _months.Add((day.Year, day.Month), text = TimeBuckets.MonthKey(day));
        return text;
    }

    /// <summary>An enum's value by what the database stores of it.</summary>
    public string Choice<T>(string stored) where T : struct, Enum
    {
        if (!_choices.TryGetValue(stored, out var text))
            _choices.Add(stored, text = EnumType.NameOf(Enum.Parse<T>(stored)));
        return text;
    }

    /// <summary>The id in a value; null where the value is none.</summary>
    public static Guid? IdOf(DealGroupKey by, string? value)
        => TypeOf(by) is not null && NodeIdCodec.TryDecode(value, out var id) ? id.Value : null;

    /// <summary>The names of the rows that values are ids of; values without one are called what they are.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        PipelineDbContext context, DealGroupKey by, IReadOnlyCollection<Guid> ids, CancellationToken cancelled)
    {
        if (ids.Count == 0 || NamesOf(context, by) is not { } names) return new Dictionary<Guid, string>();

        return await names.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancelled);
    }

    private static IQueryable<Named>? NamesOf(PipelineDbContext context, DealGroupKey by) => by switch
    {
        DealGroupKey.Pipeline => context.Pipelines.Select(pipeline => new Named { Id = pipeline.Id, Name = pipeline.Name }),
        DealGroupKey.Stage => context.Stages.Select(stage => new Named { Id = stage.Id, Name = stage.Name }),
        DealGroupKey.Owner => context.SalesReps.Select(rep => new Named { Id = rep.Id, Name = rep.Name }),
        DealGroupKey.Account => context.Accounts.Select(account => new Named { Id = account.Id, Name = account.Name }),
        _ => null,
    };

    private static string? TypeOf(DealGroupKey by) => by switch
    {
        DealGroupKey.Pipeline => nameof(Pipeline),
        DealGroupKey.Stage => nameof(Stage),
        DealGroupKey.Owner => nameof(SalesRep),
        DealGroupKey.Account => nameof(Account),
        _ => null,
    };

    private sealed class Named
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
