using GraphQLParser.AST;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>Counts what an operation does at its root.</summary>
internal static class RootFields
{
    /// <summary>Whether it is a mutation with one field, fragments put in and `__typename` left out.</summary>
    internal static bool IsOneMutation(PreparedRequest prepared)
    {
        if (prepared.Operation is not { Operation: OperationType.Mutation } operation) return false;

        var keys = new HashSet<string>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, prepared.Document!.Ast!, keys);
        return keys.Count == 1;
    }

    // A valid document has no fragment cycles.
    private static void Collect(GraphQLSelectionSet set, GraphQLDocument document, HashSet<string> keys)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is GraphQLField field && field.Name.Value != "__typename")
                keys.Add((field.Alias?.Name ?? field.Name).StringValue);
            else if (selection is GraphQLInlineFragment inline)
                Collect(inline.SelectionSet, document, keys);
            else if (selection is GraphQLFragmentSpread spread)
                Collect(Fragment(document, spread).SelectionSet, document, keys);
        }
    }

    private static GraphQLFragmentDefinition Fragment(GraphQLDocument document, GraphQLFragmentSpread spread)
        => document.Definitions.OfType<GraphQLFragmentDefinition>()
            .First(fragment => fragment.FragmentName.Name == spread.FragmentName.Name);
}
