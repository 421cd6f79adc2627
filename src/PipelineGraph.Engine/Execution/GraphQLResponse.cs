using System.Buffers;
using GraphQL;
using PipelineGraph.Engine.Limits.Cost;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Execution;

/// <summary>The answer to one operation; disposing it gives pooled memory back, so serialize it first.</summary>
public sealed class GraphQLResponse(ExecutionResult result, RequestContext? context = null) : IDisposable
{
    public ExecutionResult Result { get; } = result;

    /// <summary>Refused before execution: there are errors and no `data`.</summary>
    public bool IsRequestError => !Result.Executed && Result.Errors is { Count: > 0 };

    /// <summary>Cancelled by the server because it took too long.</summary>
    public bool IsTimeout { get; init; }

    public static GraphQLResponse Refused(params IEnumerable<ExecutionError> errors)
    {
        var result = new ExecutionResult { Errors = [] };
        result.Errors.AddRange(errors);
        return new(result);
    }

    /// <summary>The cost of an operation that was not executed, and nothing else.</summary>
    internal static GraphQLResponse Costs(OperationCost cost)
        => new(new ExecutionResult { Extensions = new() { [OperationCost.Key] = cost.Shown() } });

    /// <summary>Adds what the client wants to know besides.</summary>
    internal GraphQLResponse Reporting(PreparedRequest prepared)
    {
        if (prepared is { Report: CostReport.Report, Cost: { } cost })
            (Result.Extensions ??= [])[OperationCost.Key] = cost.Shown();
        if (prepared.Receipt is { } receipt) (Result.Extensions ??= [])[PersistedQuery.Key] = receipt;
        return this;
    }

    /// <summary>Appends the response as JSON.</summary>
    public void Write(IBufferWriter<byte> output) => ResponseWriter.Write(Result, output);

    public void Dispose() => context?.Dispose();
}
