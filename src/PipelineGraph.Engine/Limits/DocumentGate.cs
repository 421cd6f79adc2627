using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits;

/// <summary>Refuses what would be costly to validate or to execute; linear in what it lets pass.</summary>
internal static class DocumentGate
{
    /// <returns>The first reason to refuse, or null.</returns>
    public static ExecutionError? Check(GraphQLDocument document, ISchema schema, LimitOptions limits)
        => DocumentCounter.Check(document, limits)
            ?? ExpandedCounter.Check(document, limits)
            ?? PathWalk.Check(document, schema, limits);
}
