using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Limits;

/// <summary>Counts what a document contains once every spread is replaced by its fragment.</summary>
/// <remarks>Each fragment's totals are computed once and saturate: a chain doubling 49 times costs 49 steps.</remarks>
internal sealed class ExpandedCounter(GraphQLDocument document)
{
    private readonly Dictionary<ROM, GraphQLFragmentDefinition> _fragments = ByName(document);
    private readonly Dictionary<ROM, Totals?> _known = [];   // null while the fragment is being counted
    private GraphQLFragmentSpread? _cycle;

    public static ExecutionError? Check(GraphQLDocument document, LimitOptions limits)
    {
        var counter = new ExpandedCounter(document);
        foreach (var fragment in counter._fragments.Keys) counter.Fragment(fragment);
        if (counter._cycle is { } cycle) return Cycle(document, cycle);

        var sum = default(Totals);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
            sum += counter.Selections(operation.SelectionSet);

        return sum.Exceeded(limits);
    }

    private static Dictionary<ROM, GraphQLFragmentDefinition> ByName(GraphQLDocument document)
    {
        var fragments = new Dictionary<ROM, GraphQLFragmentDefinition>();
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);   // validation refuses a second of a name
        return fragments;
    }

    private static DocumentRuleError Cycle(GraphQLDocument document, GraphQLFragmentSpread spread)
    {
        var name = spread.FragmentName.Name.StringValue;
        return new(document, SpecificationLinks.Cycles, $"The fragment `{name}` is spread within itself.", [spread],
            ("fragment", name));
    }

    private Totals Selections(GraphQLSelectionSet? set)
    {
        var sum = default(Totals);
        foreach (var selection in set?.Selections ?? [])
        {
            sum += selection switch
            {
                GraphQLField field => new Totals(1, field.Alias is null ? 0 : 1, 0) + Selections(field.SelectionSet),
                GraphQLInlineFragment inline => Selections(inline.SelectionSet),
                GraphQLFragmentSpread spread => new Totals(0, 0, 1) + Spread(spread),
                _ => default,
            };
        }

        return sum;
    }

    private Totals Spread(GraphQLFragmentSpread spread)
    {
        var name = spread.FragmentName.Name.Value;
        if (_known.TryGetValue(name, out var totals) && totals is null) _cycle ??= spread;

        return totals ?? (_known.ContainsKey(name) ? default : Fragment(name));
    }

    private Totals Fragment(ROM name)
    {
        if (_known.TryGetValue(name, out var known)) return known ?? default;
        if (!_fragments.TryGetValue(name, out var fragment)) return default;

        _known[name] = null;
        var totals = Selections(fragment.SelectionSet);
        _known[name] = totals;
        return totals;
    }

    private readonly record struct Totals(int Fields, int Aliases, int Spreads)
    {
        private const int Ceiling = 1_000_000;   // adding two never overflows

        public static Totals operator +(Totals a, Totals b) => new(
            Math.Min(a.Fields + b.Fields, Ceiling),
            Math.Min(a.Aliases + b.Aliases, Ceiling),
            Math.Min(a.Spreads + b.Spreads, Ceiling));

        public LimitExceededError? Exceeded(LimitOptions limits)
        {
            if (Spreads > limits.ExpandedSpreads) return new(nameof(limits.ExpandedSpreads), limits.ExpandedSpreads);
            if (Fields > limits.ExpandedFields) return new(nameof(limits.ExpandedFields), limits.ExpandedFields);
            return Aliases > limits.Aliases ? new(nameof(limits.Aliases), limits.Aliases) : null;
        }
    }
}
