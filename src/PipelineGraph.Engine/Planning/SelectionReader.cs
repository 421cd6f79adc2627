using GraphQL.Types;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>A field of the response: all selections of one response key, merged.</summary>
/// <param name="ResponseKey">Alias or name.</param>
/// <param name="Field">The first of the merged fields; their arguments are equal.</param>
internal sealed record SelectedField(string ResponseKey, GraphQLField Field)
{
    /// <summary>The selection sets of all merged fields.</summary>
    internal List<GraphQLSelectionSet> Sets { get; } = [];

    internal string Name => Field.Name.StringValue;
}

/// <summary>
/// Collects fields as the specification's CollectFields does, with `@skip` and `@include` applied. GraphQL.NET's own
/// collection is exponential on fragments that spread each other twice; here a fragment is entered once per set.
/// </summary>
internal sealed class SelectionReader(ExecutionContext context)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = context.Document.Definitions
        .OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);

    /// <param name="sets">Selection sets on one object.</param>
    /// <param name="typeName">The object's type.</param>
    internal IReadOnlyList<SelectedField> Collect(IEnumerable<GraphQLSelectionSet> sets, string typeName)
    {
        var collected = new Collected(typeName, context.Schema);
        foreach (var set in sets) Collect(set, collected);
        return collected.Fields;
    }

    private void Collect(GraphQLSelectionSet set, Collected into)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case GraphQLField field:
                    into.Add(field);
                    break;
                case GraphQLInlineFragment inline when into.Matches(inline.TypeCondition?.Type.Name.StringValue):
                    Collect(inline.SelectionSet, into);
                    break;
                case GraphQLFragmentSpread spread when into.Enters(spread.FragmentName.Name.StringValue):
                    Spread(spread, into);
                    break;
            }
        }
    }

    private void Spread(GraphQLFragmentSpread spread, Collected into)
    {
        var fragment = _fragments[spread.FragmentName.Name.StringValue];
        if (into.Matches(fragment.TypeCondition.Type.Name.StringValue))
            Collect(fragment.SelectionSet, into);
    }

    private bool IsIncluded(ASTNode selection)
        => context.DirectiveValues is not { } values
            || !values.TryGetValue(selection, out var directives)
            || !((directives.TryGetValue("skip", out var skip) && skip.Arguments["if"].Value is true)
                || (directives.TryGetValue("include", out var include) && include.Arguments["if"].Value is false));

    private sealed class Collected(string typeName, ISchema schema)
    {
        private readonly Dictionary<string, SelectedField> _byKey = new(StringComparer.Ordinal);
        private readonly HashSet<string> _entered = new(StringComparer.Ordinal);

        internal List<SelectedField> Fields { get; } = [];

        internal bool Matches(string? condition)
            => condition is null || condition == typeName || (schema.AllTypes[condition] is IAbstractGraphType type
                && type.PossibleTypes.Any(possible => possible.Name == typeName));

        internal bool Enters(string fragment) => _entered.Add(fragment);

        internal void Add(GraphQLField field)
        {
            var key = field.Alias?.Name.StringValue ?? field.Name.StringValue;
            if (!_byKey.TryGetValue(key, out var selected))
            {
                selected = new SelectedField(key, field);
                _byKey.Add(key, selected);
                Fields.Add(selected);
            }

            if (field.SelectionSet is { } set) selected.Sets.Add(set);
        }
    }
}
