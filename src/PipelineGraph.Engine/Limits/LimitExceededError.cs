using GraphQL;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Limits;

/// <summary>A request asks for more than <see cref="LimitOptions"/> allow; nothing of it was executed.</summary>
public sealed class LimitExceededError : ExecutionError
{
    /// <param name="limit">Name of the limit in the configuration.</param>
    /// <param name="max">Its value.</param>
    public LimitExceededError(string limit, int max) : base($"The request exceeds the limit `{limit}` of {max}.")
    {
        Code = ErrorCodes.LimitExceeded;
        Extensions = new() { ["limit"] = limit, ["max"] = max };
    }
}
