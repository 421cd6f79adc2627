using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using GraphQL;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Audit;

/// <summary>
/// Counts whom access and limits refuse, and logs it, as far as the log is not flooded by it. Neither documents nor
/// variables nor tokens are told.
/// </summary>
public sealed partial class RefusalAudit : IDisposable
{
    public const string MeterName = "PipelineGraph";

    /// <summary>Refusals by `code` and `transport` (http, sse, websocket), of a response one for each code.</summary>
    public const string CounterName = "pipelinegraph.refusals";

    private const int LinesPerSecond = 5;   // of each code

    private static readonly string[] Codes =
    [
        ErrorCodes.NotAuthenticated, ErrorCodes.NotAuthorized, ErrorCodes.OriginNotAllowed, ErrorCodes.LimitExceeded,
        ErrorCodes.RequestTooLarge, ErrorCodes.RateLimited, ErrorCodes.CostExceeded,
        ErrorCodes.IntrospectionNotAllowed, ErrorCodes.OnlyPersistedOperations, ErrorCodes.Timeout,
    ];

    private readonly ILogger _logger;
    private readonly Counter<long> _refusals;
    private readonly FrozenDictionary<string, LogGate> _gates;

    public RefusalAudit(ILogger<RefusalAudit> logger, IMeterFactory meters, TimeProvider? time = null)
    {
        _logger = logger;
        _refusals = meters.Create(MeterName).CreateCounter<long>(
            CounterName, "{refusal}", "Requests refused by access or limits.");
        _gates = Codes.ToFrozenDictionary(code => code, code => new LogGate(
            time ?? TimeProvider.System, LinesPerSecond, leftOut => LogLeftOut(leftOut, code)));
    }

    /// <summary>Takes note of what is a refusal among the errors of a response.</summary>
    internal void Note(IEnumerable<ExecutionError>? errors, RefusedCall call)
    {
        foreach (var error in (errors ?? []).DistinctBy(error => error.Code))
        {
            if (error.Code is not { } code || !_gates.TryGetValue(code, out var gate)) continue;

            _refusals.Add(1, new("code", code), new("transport", call.Transport));
            if (!gate.TryPass()) continue;

            var traceId = UnexpectedErrors.TraceId();
            LogRefused(code, LimitOf(error), call.Transport, call.Caller, call.Operation, traceId);
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values) gate.Dispose();
    }

    private static string LimitOf(ExecutionError error)
        => error.Extensions?.GetValueOrDefault("limit") as string ?? "-";

    [LoggerMessage(LogLevel.Warning,
        "Refused {Code} (limit {Limit}) over {Transport}: caller {Caller}, operation {Operation}, trace {TraceId}.")]
    private partial void LogRefused(
        string code, string limit, string transport, string caller, string operation, string traceId);

    [LoggerMessage(LogLevel.Warning, "Refused {Count} more with {Code} in the same second.")]
    private partial void LogLeftOut(int count, string code);
}
