using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Planning;

/// <summary>A field whose value is finished JSON: GraphQL.NET sees no node below it.</summary>
internal sealed class PlannedExecutionNode(
    ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode)
    : ExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode)
{
    /// <summary>What went wrong in it; those of a query are in the execution's list as well.</summary>
    internal IReadOnlyList<ExecutionError> Errors { get; set; } = [];

    public override object? ToValue() => Result;

    public override bool PropagateNull() => Result is null;
}
