using GraphQL;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>What deals are grouped by.</summary>
/// <param name="Keys">All different, at most <see cref="DealAggregateTally.MostKeys"/>.</param>
/// <param name="Zone">In which months begin.</param>
/// <param name="First">How many groups are answered.</param>
internal sealed record AggregateQuestion(IReadOnlyList<DealGroupKey> Keys, TimeZoneInfo Zone, int First);

/// <summary>Groups deals as they are now, in one pass over them.</summary>
internal sealed class AggregateReader(PlannerDatabase database, FilteredRows rows, TimeProvider clock)
{
    /// <param name="field">Whose `where` says which deals.</param>
    public async Task<DealAggregatesView> ReadAsync(IResolveFieldContext field, AggregateQuestion question)
    {
        var (cancelled, now) = (field.CancellationToken, Instants.Truncate(clock.GetUtcNow().UtcDateTime));
        await using var context = (PipelineDbContext)await database.LeaseAsync(field.User, cancelled);
        await using var snapshot = await database.BeginSnapshotAsync(context, cancelled);
        var tally = new DealAggregateTally(question.Keys.Count);
        await new AggregateRows([.. question.Keys.Select(by => GroupKeyColumn.Of(by, question.Zone))],
                await PipelineMoney.ReadAsync(context, now, cancelled))
            .ReadAsync(rows.Of<Deal>(context, field).Where(deal => deal.VoidedAt == null), tally, cancelled);

        var groups = tally.Result(question.First);
        var keys = new List<IReadOnlyList<DealAggregateKey>>();
        foreach (var (i, by) in question.Keys.Index())
            keys.Add(await LabelledAsync(context, by, [.. groups.Rows.Select(row => row.Keys[i])], cancelled));
        return new DealAggregatesView(
            [.. groups.Rows.Select((row, i) => new DealAggregateRow([.. keys.Select(each => each[i])], row))],
            groups.GroupsOmitted);
    }

    private static async Task<IReadOnlyList<DealAggregateKey>> LabelledAsync(
        PipelineDbContext context, DealGroupKey by, IReadOnlyList<string?> values, CancellationToken cancelled)
    {
        var ids = values.Select(value => GroupKeyValues.IdOf(by, value)).ToList();
        var names = await GroupKeyValues.NamesAsync(context, by, [.. ids.OfType<Guid>().Distinct()], cancelled);
        return [.. values.Zip(ids, (value, id) => new DealAggregateKey(
            by, value, (id is { } key ? names.GetValueOrDefault(key) : null) ?? value))];
    }
}
