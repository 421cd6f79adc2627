using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Events;

/// <summary>Removes events and idempotency records that are past their time, once an hour, a few at a time so that
/// writers hardly wait. History is not touched.</summary>
internal sealed partial class EventCleaner(
    WriteLane lane, Retention retention, TimeProvider clock, ILogger<EventCleaner> log) : BackgroundService
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Removes all that is past its time now.</summary>
    public async Task CleanAsync(CancellationToken cancelled)
    {
        var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
        await RepeatAsync(context => RemoveEventsAsync(context, now - retention.Events), cancelled);
        await RepeatAsync(context => RemoveRecordsAsync(context, now - retention.Idempotency), cancelled);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Periodically.RunAsync(CleanAsync, Interval, clock, LogFault, stoppingToken);

    private async Task RepeatAsync(Func<PipelineDbContext, Task<int>> remove, CancellationToken cancelled)
    {
        var removed = 1;
        while (removed > 0) removed = await lane.RunAsync(scope => remove(scope.Context), cancelled);
    }

    /// <summary>The log loses its oldest part only, so that what remains has no hole.</summary>
    private static async Task<int> RemoveEventsAsync(PipelineDbContext context, DateTime before)
    {
        var oldest = await context.PipelineEvents.AsNoTracking().Where(each => each.Position != null)
            .OrderBy(each => each.Position).Take(BatchSize)
            .Select(each => new { Position = each.Position!.Value, each.RecordedAt }).ToListAsync();
        if (oldest.TakeWhile(each => each.RecordedAt < before).LastOrDefault()?.Position is not { } last) return 0;

        await context.EventHeads.Where(head => head.RemovedPosition < last)
            .ExecuteUpdateAsync(head => head.SetProperty(each => each.RemovedPosition, last));
        return await context.PipelineEvents.Where(each => each.Position <= last).ExecuteDeleteAsync();
    }

    private static async Task<int> RemoveRecordsAsync(PipelineDbContext context, DateTime before)
    {
        var last = await context.IdempotencyRecords.Where(row => row.CreatedAt < before).OrderBy(row => row.CreatedAt)
            .Take(BatchSize).MaxAsync(row => (DateTime?)row.CreatedAt);
        return last is null ? 0
            : await context.IdempotencyRecords.Where(row => row.CreatedAt <= last).ExecuteDeleteAsync();
    }

    [LoggerMessage(LogLevel.Error, "Old events could not be removed.")]
    private partial void LogFault(Exception fault);
}
