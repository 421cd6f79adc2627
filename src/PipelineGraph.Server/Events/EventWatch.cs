using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Events;

/// <summary>Looks once a second for events of other processes: numbers those that their server did not come to number,
/// and wakes whoever waits.</summary>
internal sealed partial class EventWatch(
    EventLog events, EventNumbering numbering, EventSignal signal, TimeProvider clock, ILogger<EventWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Periodically.RunAsync(LookAsync, Interval, clock, LogFault, stoppingToken);

    private async Task LookAsync(CancellationToken cancelled)
    {
        await numbering.RunAsync();
        var latest = await events.LatestAsync(cancelled);
        if (latest == _seen) return;
        _seen = latest;
        signal.Set();
    }

    [LoggerMessage(LogLevel.Error, "The log of events could not be read.")]
    private partial void LogFault(Exception fault);
}
