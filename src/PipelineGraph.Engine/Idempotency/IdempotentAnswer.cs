using GraphQL;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>How a request with an idempotency key is answered.</summary>
internal abstract record IdempotentAnswer
{
    /// <summary>Not run: the key is taken or at work.</summary>
    internal sealed record Refused(int Status, ExecutionError Error) : IdempotentAnswer;

    /// <summary>The response that is kept with the key.</summary>
    /// <param name="IsReplay">Whether an earlier request had the effect.</param>
    internal sealed record Kept(byte[] Body, bool IsReplay) : IdempotentAnswer;

    /// <summary>An answer without an outcome, which is not kept; the key is free again.</summary>
    internal sealed record Released(GraphQLResponse Response) : IdempotentAnswer;
}
