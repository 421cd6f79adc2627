using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Logs failed commands and saves as EF Core does, but for lost races, which it would call errors too. Those are
/// everyday: the lane runs the work again, or the caller gets a refusal. An error in the log is one.
/// </summary>
/// <remarks>Nothing is hidden: who does not expect the exception still gets it, and logs it.</remarks>
internal sealed class FailureLog(ILoggerFactory loggers) : DbCommandInterceptor, ISaveChangesInterceptor
{
    private readonly ILogger _log = loggers.CreateLogger<FailureLog>();

    /// <summary>What is logged here leaves EF Core's own log, unless that shows everything.</summary>
    public static void Replaces(WarningsConfigurationBuilder events)
        => events.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData)
        => Take(eventData, eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Take(eventData, eventData.Exception);
        return Task.CompletedTask;
    }

    public void SaveChangesFailed(DbContextErrorEventData eventData) => Take(eventData, eventData.Exception);

    public Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Take(eventData, eventData.Exception);
        return Task.CompletedTask;
    }

    private void Take(EventData failed, Exception fault)
    {
        if (LostRace.Is(fault)) return;

        // The text holds the exception already.
        _log.Log(LogLevel.Error, failed.EventId, failed, null, static (each, _) => each.ToString());
    }
}
