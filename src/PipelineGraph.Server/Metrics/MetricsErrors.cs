using GraphQL;

namespace PipelineGraph.Server.Metrics;

/// <summary>Refusals of arguments of figures.</summary>
internal static class MetricsErrors
{
    public static ExecutionError Argument(string name, string message) => new(message)
    {
        Code = "INVALID_INPUT",
        Extensions = new Dictionary<string, object?> { ["argument"] = name },
    };
}
