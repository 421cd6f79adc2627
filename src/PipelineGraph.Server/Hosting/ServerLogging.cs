using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.Logging.Console;

namespace PipelineGraph.Server.Hosting;

/// <summary>What is logged of requests, and in which form.</summary>
internal static class ServerLogging
{
    public static void AddServerLogging(this WebApplicationBuilder builder, HostPurpose purpose)
    {
        // No query string, header or body: those may hold tokens and personal data.
        builder.Services.AddHttpLogging(logging =>
        {
            logging.LoggingFields = HttpLoggingFields.RequestMethod | HttpLoggingFields.RequestPath
                | HttpLoggingFields.ResponseStatusCode | HttpLoggingFields.Duration;
            logging.CombineLogs = true;
        });
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        // What keeps the host from starting is told in one line by the command line, not as a stack trace here.
        // (A background service that stops the server is logged as critical.)
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (purpose is HostPurpose.Serve) return;

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.FormatterName = LineFormatter.Formatter;   // people read it
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }
}
