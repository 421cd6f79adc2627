using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Server.Hosting;

/// <summary>One line for each entry of the log, for people, whatever text from outside is in it.</summary>
/// <remarks>ASP.NET Core's own formatter lets carriage returns and terminal sequences through.</remarks>
internal sealed class LineFormatter() : ConsoleFormatter(Formatter)
{
    public const string Formatter = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write($"{Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.Write(LogText.Line(message));
        if (logEntry.Exception is { } exception) textWriter.Write($" {LogText.Line(exception.ToString())}");
        textWriter.WriteLine();
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
