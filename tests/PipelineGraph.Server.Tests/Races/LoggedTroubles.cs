using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>What a server logs as a warning or worse.</summary>
internal sealed class LoggedTroubles : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() { }

    private sealed class Logger(LoggedTroubles troubles, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) troubles._lines.Enqueue($"{logLevel} {category} {eventId.Name}");
        }
    }
}
