using GraphQL;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Execution;

/// <summary>A document that went through parser, gate and validation once, with what they found.</summary>
/// <param name="Ast">Null when the text could not be parsed.</param>
/// <param name="Errors">Empty when the document may be executed.</param>
public sealed record CachedDocument(GraphQLDocument? Ast, IReadOnlyList<ExecutionError> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
