using GraphQL.Types;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>The Node interface as Hot Chocolate declares it; its texts are wire constants.</summary>
internal static class NodeInterface
{
    internal static InterfaceGraphType Create(ScalarGraphType id)
    {
        var node = new InterfaceGraphType
        {
            Name = "Node",
            Description = "The node interface is implemented by entities that have a global unique identifier."
        };
        node.AddField(new FieldType { Name = "id", ResolvedType = new NonNullGraphType(id) });
        return node;
    }
}
