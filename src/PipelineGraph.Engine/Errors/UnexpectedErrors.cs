using System.Diagnostics;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.Logging;

namespace PipelineGraph.Engine.Errors;

/// <summary>Hides what went wrong inside from the caller, and logs it under the id that the caller sees.</summary>
public sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger)
{
    /// <returns>`Unexpected Execution Error` with `extensions.traceId`.</returns>
    public ExecutionError Mask(Exception exception, string? where = null)
    {
        var traceId = TraceId();
        LogUnexpected(exception, where ?? "the request", traceId);
        return Masked(traceId);
    }

    /// <summary>The same error at one more place of the response; it has been logged.</summary>
    internal static ExecutionError Again()
        => Masked(TraceId());

    /// <summary>The id under which the log knows what happens now.</summary>
    internal static string TraceId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    private static ExecutionError Masked(string traceId)
        => new ExecutionError("Unexpected Execution Error").AddExtension("traceId", traceId);

    internal static bool IsMasked(ExecutionError error) => error.Extensions?.ContainsKey("traceId") == true;

    internal Task OnUnhandled(UnhandledExceptionContext context)
    {
        context.Exception = IsNullInNonNull(context.OriginalException)
            ? RequestErrors.Coded(ErrorCodes.NullInNonNull, "Cannot return null for non-nullable field.")
            : Mask(context.OriginalException, Coordinate(context.FieldContext));
        return Task.CompletedTask;
    }

    // GraphQL.NET has no exception type for it, only this text.
    private static bool IsNullInNonNull(Exception exception)
        => exception is InvalidOperationException
            && exception.Message.StartsWith("Cannot return null for a non-null type.", StringComparison.Ordinal);

    private static string? Coordinate(IResolveFieldContext? field)
        => field is null ? null : $"{field.ParentType.Name}.{field.FieldDefinition.Name}";

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected error in {Where}, trace id {TraceId}")]
    private partial void LogUnexpected(Exception exception, string where, string traceId);
}
