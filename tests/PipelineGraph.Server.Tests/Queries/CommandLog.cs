using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Keeps the SQL commands of a server, and the exceptions that its clients do not see.</summary>
internal sealed class CommandLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _texts = [];
    private ActivityTraceId _asked;
    private Exception? _failure;

    /// <summary>Has a server tell this log.</summary>
    public void AddTo(IServiceCollection services) => services
        .AddSingleton<ILoggerProvider>(new Provider(this))
        .Configure<LoggerFilterOptions>(filter => filter.AddFilter<Provider>(
            DbLoggerCategory.Database.Command.Name, LogLevel.Information));

    /// <summary>The exception since the last call, if there was one.</summary>
    public Exception? TakeFailure() => Interlocked.Exchange(ref _failure, null);

    /// <summary>Asks, and tells the commands that the server took for it; what it does meanwhile is another trace's.</summary>
    public async Task<(T Answer, IReadOnlyList<string> Commands)> OfAsync<T>(Func<Task<T>> ask)
    {
        using var question = new Activity("question").Start();
        lock (_gate)
        {
            _asked = question.TraceId;
            _texts.Clear();
        }

        var answer = await ask();
        lock (_gate) return (answer, [.. _texts]);
    }

    private sealed class Provider(CommandLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(log);

        public void Dispose() { }
    }

    private sealed class Logger(CommandLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (exception is not null) log._failure = exception;
            if (eventId != RelationalEventId.CommandExecuted) return;

            var parts = (IEnumerable<KeyValuePair<string, object?>>)state!;
            var text = (string)parts.First(part => part.Key == "commandText").Value!;
            lock (log._gate)
            {
                if (Activity.Current?.TraceId == log._asked) log._texts.Add(text);
            }
        }
    }
}
