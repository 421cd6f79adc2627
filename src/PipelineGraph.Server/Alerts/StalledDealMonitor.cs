using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Events;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Events;

namespace PipelineGraph.Server.Alerts;

/// <summary>
/// Keeps alerts in step with deals and the clock: looks at all deals at the start and each interval, and at those that
/// events tell of right after them. It remembers nothing but its place in the log, so that a restart, another server or
/// another clock changes nothing but when it looks.
/// </summary>
internal sealed partial class StalledDealMonitor(
    PipelineDatabase database, EventLog events, EventSignal signal, AlertWriter writer, AlertLimits limits,
    LearnedLimits learned, AlertSettings settings, TimeProvider clock, ILogger<StalledDealMonitor> log)
    : BackgroundService
{
    private const int MostEvents = 1_000;

    /// <summary>Between two looks, so that a stream of changes does not make one of each.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long? _seen;   // place in the log of the last event that was looked at; null before the first pass

    /// <summary>Looks at all deals.</summary>
    public async Task PassAsync(CancellationToken cancelled)
    {
        // Before: what is committed meanwhile is looked at again.
        var latest = await events.LatestAsync(cancelled);
        await writer.WriteAsync(await FindAsync(cancelled), cancelled);
        _seen = Math.Max(_seen ?? 0, latest);
    }

    /// <summary>The deals whose alerts are to change.</summary>
    public async Task<IReadOnlySet<Guid>> FindAsync(CancellationToken cancelled)
    {
        var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
        await using var context = database.Lease();
        var stages = await limits.ReadAsync(context, now, stageIds: null, cancelled);
        return await new AlertFinder(context, [.. stages.Values], now).FindAsync(cancelled);
    }

    /// <summary>Looks at the deals of the events that came since the last look.</summary>
    public async Task FollowAsync(CancellationToken cancelled)
    {
        if (_seen is null) await PassAsync(cancelled);
        for (var isMore = true; isMore;)
        {
            var read = await ReadAsync(cancelled);
            isMore = read.Count == MostEvents;
            if (read.Count == 0) return;

            if (read.Exists(each => each.Type == PipelineEventType.DealImported)) learned.Forget();
            var changed = read.Where(each => !EventFaces.Alerts.Contains(each.Type)).Select(each => each.DealId);
            var due = await writer.FindDueAsync(changed.Distinct(), cancelled);
            await writer.WriteAsync(due, cancelled);
            _seen = read[^1].Position;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsEnabled) return;
        try
        {
            var passed = null as long?;
            while (true)
            {
                var next = signal.Next;
                var isDue = passed is null || _seen is null || clock.GetElapsedTime(passed.Value) >= settings.Interval;
                if (isDue) passed = clock.GetTimestamp();
                await TryAsync(isDue ? PassAsync : FollowAsync, stoppingToken);
                await WaitAsync(next, settings.Interval - clock.GetElapsedTime(passed!.Value), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task<List<(long Position, Guid DealId, PipelineEventType Type)>> ReadAsync(
        CancellationToken cancelled)
    {
        await using var context = database.Lease();
        var read = await context.PipelineEvents.Where(each => each.Position > _seen)
            .OrderBy(each => each.Position).Take(MostEvents)
            .Select(each => new { Position = each.Position!.Value, DealId = each.DealId!.Value, each.Type })
            .ToListAsync(cancelled);
        return [.. read.Select(each => (each.Position, each.DealId, each.Type))];
    }

    /// <summary>A fault is told; the next whole pass makes up for it.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken stopped)
    {
        try
        {
            await look(stopped);
        }
        catch (Exception fault) when (!stopped.IsCancellationRequested)
        {
            LogFault(fault);
        }
    }

    /// <summary>Until something happens, or the next pass is due.</summary>
    private async Task WaitAsync(Task next, TimeSpan rest, CancellationToken stopped)
    {
        await Task.Delay(Pause, clock, stopped);
        if (rest <= Pause) return;

        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        await Task.WhenAny(next, Task.Delay(rest - Pause, clock, woken.Token));
        await woken.CancelAsync();
        stopped.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Error, "Stalled deals could not be looked for.")]
    private partial void LogFault(Exception fault);
}
