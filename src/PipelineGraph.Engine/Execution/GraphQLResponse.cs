using System.Buffers;
using GraphQL;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Execution;

/// <summary>The answer to one operation; disposing it gives pooled memory back, so serialize it first.</summary>
public sealed class GraphQLResponse(ExecutionResult result, RequestContext? context = null) : IDisposable
{
    public ExecutionResult Result { get; } = result;

    /// <summary>Refused before execution: there are errors and no `data`.</summary>
    public bool IsRequestError => !Result.Executed;

    /// <summary>Cancelled by the server because it took too long.</summary>
    public bool IsTimeout { get; init; }

    public static GraphQLResponse Refused(params IEnumerable<ExecutionError> errors)
    {
        var result = new ExecutionResult { Errors = [] };
        result.Errors.AddRange(errors);
        return new(result);
    }

    /// <summary>Appends the response as JSON.</summary>
    public void Write(IBufferWriter<byte> output) => ResponseWriter.Write(Result, output);

    public void Dispose() => context?.Dispose();
}
