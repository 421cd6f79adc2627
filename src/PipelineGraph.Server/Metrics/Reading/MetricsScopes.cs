using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Reads what figures of a pipeline rest on, besides its deals.</summary>
internal sealed class MetricsScopes
{
    private const int MostKept = 1_000;

    private readonly record struct Books(long Configuration, Pipeline? Pipeline, RateHistory? Rates);

    private readonly ConcurrentDictionary<Guid, Books> _kept = new();

    // Compiled, because a dashboard that is kept costs nothing else. Events without a position were committed last.
    private readonly Func<PipelineDbContext, CancellationToken, Task<MetricsState>> _state =
        EF.CompileAsyncQuery((PipelineDbContext context, CancellationToken cancelled) =>
            context.EventHeads.Select(head => new MetricsState(
                head.Position, context.PipelineEvents.Count(each => each.Position == null),
                context.PipelineEvents.Where(each => each.Position == null || each.Position == head.Position)
                    .Max(each => (DateTime?)each.RecordedAt),
                context.ConfigurationVersions.Max(version => version.Value))).Single());

    /// <summary>The scope of a question; null for an unknown pipeline.</summary>
    /// <param name="period">The year before the instant when left out.</param>
    /// <param name="asOf">When left out: now, rounded down to the minute, but not before the last committed event.</param>
    /// <exception cref="GraphQL.ExecutionError">The instant lies in the future, or the period ends before it
    /// begins.</exception>
    public async Task<MetricsScope?> FindAsync(
        PipelineDbContext context, Guid pipelineId, Period? period, DateTime? asOf, DateTime now,
        CancellationToken cancelled)
    {
        // First: what is read after it is as new, or newer.
        var state = await _state(context, cancelled);
        var books = await BooksAsync(context, pipelineId, state.Configuration, cancelled);
        if (books.Pipeline is not { } pipeline) return null;

        var at = asOf is { } asked ? Instants.Truncate(asked) : Minute(now, state.LastEvent);
        if (at > now) throw MetricsErrors.Argument("asOf", "It lies in the future.");

        return new MetricsScope(pipeline, Frame(pipeline, period, at), books.Rates!,
            IsCurrent: state.LastEvent is not { } last || at >= last, state);
    }

    private async Task<Books> BooksAsync(
        PipelineDbContext context, Guid pipelineId, long configuration, CancellationToken cancelled)
    {
        if (_kept.TryGetValue(pipelineId, out var kept) && kept.Configuration == configuration) return kept;

        var pipeline = await context.Pipelines.AsNoTracking().Include(each => each.Stages)
            .FirstOrDefaultAsync(each => each.Id == pipelineId, cancelled);
        var rates = pipeline is null
            ? null
            : new RateHistory(pipeline.Currency, await context.ExchangeRates.AsNoTracking()
                .Where(rate => rate.ToCurrency == pipeline.Currency).ToListAsync(cancelled));
        var books = new Books(configuration, pipeline, rates);
        if (pipeline is null) return books;

        if (_kept.Count >= MostKept) _kept.Clear();
        return _kept[pipelineId] = books;
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
