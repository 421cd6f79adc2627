using GraphQL;
using GraphQLParser.AST;

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

    internal static PreparedRequest Refused(GraphQLRequest request, params IReadOnlyList<ExecutionError> errors)
        => new(request, null, null, errors);
}
