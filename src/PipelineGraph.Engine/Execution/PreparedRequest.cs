using GraphQL;
using GraphQLParser.AST;
using PipelineGraph.Engine.Limits.Cost;

namespace PipelineGraph.Engine.Execution;

/// <summary>A request whose document was parsed, checked and validated: ready to run, or refused.</summary>
/// <param name="Document">Null when the request was refused before its document was read.</param>
/// <param name="Operation">The operation to run; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it may run.</param>
public sealed record PreparedRequest(
    GraphQLRequest Request,
    CachedDocument? Document,
    GraphQLOperationDefinition? Operation,
    IReadOnlyList<ExecutionError> Errors)
{
    public bool IsRefused => Errors.Count > 0;

    /// <summary>What it costs, also when it was refused for that; null when its document was refused.</summary>
    public OperationCost? Cost { get; init; }

    /// <summary>What the response tells about keeping the document; null when it was not asked for.</summary>
    internal Dictionary<string, object?>? Receipt { get; init; }

    /// <summary>Whether the response tells the cost.</summary>
    internal CostReport Report { get; init; }

    internal static PreparedRequest Refused(GraphQLRequest request, params IReadOnlyList<ExecutionError> errors)
        => new(request, null, null, errors);
}
