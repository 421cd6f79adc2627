using System.Text;
using GraphQL.Execution;
using GraphQL.Types;

namespace PipelineGraph.Engine.Planning;

/// <summary>A planned field at one place of the response.</summary>
internal sealed record PlanCall(PlannedExecutionNode Node, PlanTarget Target)
{
    /// <summary>
    /// The field's place without list indices: items of one list have one place. The types of the objects on the way
    /// belong to it, because what is selected of an interface's or a union's members differs.
    /// </summary>
    internal static string PlaceOf(ExecutionNode node, ISchema schema)
    {
        if (node.Parent is RootExecutionNode) return node.Name!;
        var place = new StringBuilder();
        for (var step = node; step is not RootExecutionNode; step = step.Parent!)
        {
            if (step.IndexInParentNode is not null) continue;
            var type = (step.Parent as ObjectExecutionNode)?.GetObjectGraphType(schema);
            place.Append('/').Append(type?.Name).Append('.').Append(step.Name);
        }

        return place.ToString();
    }
}
