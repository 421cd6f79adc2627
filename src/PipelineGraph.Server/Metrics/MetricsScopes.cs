using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>Reads what figures of a pipeline rest on, besides its deals.</summary>
internal static class MetricsScopes
{
    /// <summary>The scope of a question; null for an unknown pipeline.</summary>
    /// <param name="period">The year before the instant when left out.</param>
    /// <param name="asOf">When left out: now, rounded down to the minute, but not before the last committed event.</param>
    /// <exception cref="GraphQL.ExecutionError">The instant lies in the future, or the period ends before it
    /// begins.</exception>
    public static async Task<MetricsScope?> FindAsync(
        PipelineDbContext context, Guid pipelineId, Period? period, DateTime? asOf, DateTime now,
        CancellationToken cancelled)
    {
        var pipeline = await context.Pipelines.AsNoTracking().Include(each => each.Stages)
            .FirstOrDefaultAsync(each => each.Id == pipelineId, cancelled);
        if (pipeline is null) return null;

        // Those without a position were committed last, see EventNumbering.
        var lastEvent = await context.PipelineEvents
            .Where(each => each.Position == null || context.EventHeads.Any(head => head.Position == each.Position))
            .MaxAsync(each => (DateTime?)each.RecordedAt, cancelled);
        var at = asOf is { } asked ? Instants.Truncate(asked) : Minute(now, lastEvent);
        if (at > now) throw MetricsErrors.Argument("asOf", "It lies in the future.");

        var rates = await context.ExchangeRates.AsNoTracking()
            .Where(rate => rate.ToCurrency == pipeline.Currency).ToListAsync(cancelled);
        return new MetricsScope(pipeline, Frame(pipeline, period, at), new RateHistory(pipeline.Currency, rates),
            IsCurrent: lastEvent is null || at >= lastEvent);
    }

    private static MetricsFrame Frame(Pipeline pipeline, Period? period, DateTime at)
    {
        var (from, to) = period is null
            ? (at - MetricsFrame.Year, at)
            : (Instants.Truncate(period.From), Instants.Truncate(period.To));
        if (to < from) throw MetricsErrors.Argument("period", "It ends before it begins.");

        var stages = pipeline.Stages.OrderBy(stage => stage.RemovedAt is not null).ThenBy(stage => stage.Position)
            .ThenBy(stage => stage.Id).Select(StageFrame.Of);
        return new MetricsFrame([.. stages], at, from, to, TimeZoneInfo.FindSystemTimeZoneById(pipeline.TimeZone));
    }

    private static DateTime Minute(DateTime now, DateTime? lastEvent)
    {
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        return lastEvent > minute ? lastEvent.Value : minute;
    }
}
