using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>Reads once what an operation of a valid document costs, as far as that needs no variables.</summary>
/// <remarks>
/// Fields of one response name are one field, as they are when executed. The gate has bounded the fields with every
/// spread replaced by its fragment, and each of those is looked at once.
/// </remarks>
internal sealed class CostReader(ISchema schema, GraphQLDocument document, CostWeights weights, InputCosts inputs)
{
    private readonly Dictionary<ROM, GraphQLFragmentDefinition> _fragments = document.Definitions
        .OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.Value);

    public SelectionCost Read(GraphQLOperationDefinition operation)
        => Selection([operation.SelectionSet], schema.RootType(operation.Operation)!, above: null, field: null);

    /// <param name="above">What `@listSize` says of the field whose selection this is.</param>
    /// <param name="field">That field, with its arguments.</param>
    private SelectionCost Selection(
        IEnumerable<GraphQLSelectionSet> sets, IGraphType parent, ListSizing? above, SelectedFields? field)
    {
        var groups = new Dictionary<(ROM Name, IGraphType On), SelectedFields>();
        var entered = new HashSet<(ROM Fragment, IGraphType On)>();
        foreach (var set in sets) Collect(set, parent, parent, groups, entered);

        List<(IGraphType On, FieldCost Cost)> costs =
            [.. groups.Values.Select(group => (group.On, Field(group, above, field)))];
        return new SelectionCost(parent is IAbstractGraphType abstractType
            ? [.. abstractType.PossibleTypes.Select(possible => FieldsOf(costs, possible))]
            : [[.. costs.Select(cost => cost.Cost)]], inputs);
    }

    private static List<FieldCost> FieldsOf(List<(IGraphType On, FieldCost Cost)> costs, IObjectGraphType possible)
        => [.. costs.Where(cost => Includes(cost.On, possible)).Select(cost => cost.Cost)];

    private static bool Includes(IGraphType condition, IGraphType type)
        => condition == type || (condition is IAbstractGraphType wider && type is IObjectGraphType member
            && wider.PossibleTypes.Contains(member));

    private void Collect(
        GraphQLSelectionSet set, IGraphType on, IGraphType parent,
        Dictionary<(ROM, IGraphType), SelectedFields> groups, HashSet<(ROM, IGraphType)> entered)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    Add(field, on, groups);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, Narrowed(schema.TypeOf(inline, on)!, parent), parent, groups, entered);
                    break;
                case GraphQLFragmentSpread spread when Enter(spread, on, entered) is { } fragment:
                    var condition = schema.TypeOf(fragment.TypeCondition)!;
                    Collect(fragment.SelectionSet, Narrowed(condition, parent), parent, groups, entered);
                    break;
            }
        }
    }

    private GraphQLFragmentDefinition? Enter(
        GraphQLFragmentSpread spread, IGraphType on, HashSet<(ROM, IGraphType)> entered)
    {
        var name = spread.FragmentName.Name.Value;
        return entered.Add((name, on)) ? _fragments.GetValueOrDefault(name) : null;
    }

    /// <summary>An object stays what it is, whatever wider type a fragment names.</summary>
    private static IGraphType Narrowed(IGraphType condition, IGraphType parent)
        => parent is IObjectGraphType ? parent : condition;

    private void Add(GraphQLField field, IGraphType on, Dictionary<(ROM, IGraphType), SelectedFields> groups)
    {
        if (schema.FieldOf(on, field.Name.Value) is not { } definition) return;

        var key = ((field.Alias?.Name ?? field.Name).Value, on);
        if (!groups.TryGetValue(key, out var group)) groups[key] = group = new(on, field, definition);
        if (field.SelectionSet is { } set) group.Sets.Add(set);
    }

    private FieldCost Field(SelectedFields group, ListSizing? above, SelectedFields? parent)
    {
        var (field, definition, open) = (group.First, group.Definition, new List<OpenInput>());
        var weight = weights.OfField(definition);
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (definition.Arguments?.Find(argument.Name.Value) is not { ResolvedType: { } type } known) continue;
            weight += weights.OfInput(known, type) + inputs.OfLiteral(type, argument.Value, open);
        }

        var sizing = ListSizing.Of(definition);
        var returned = definition.NamedType()!;
        var selection = group.Sets.Count > 0 ? Selection(group.Sets, returned, sizing, group) : null;
        var length = Length(group, sizing, above, parent);
        return new FieldCost(Math.Max(0, weight), open, weights.OfType(returned), length, selection);
    }

    private static ListLength Length(SelectedFields group, ListSizing? own, ListSizing? above, SelectedFields? parent)
    {
        if (!group.Definition.ResolvedType!.IsList()) return ListLength.One;
        if (own is { SizedFields: [] }) return Sized(group, own);
        if (parent is not null && above?.SizedFields.Contains(group.Definition.Name) is true)
            return Sized(parent, above);

        // Nothing is said of its length; a list that is asked for by a list is as long.
        return new(group.Values(argument => argument.ResolvedType?.IsList() is true), 1);
    }

    private static ListLength Sized(SelectedFields field, ListSizing sizing)
        => new(field.Values(argument => sizing.SlicingArguments.Contains(argument.Name)),
            sizing.Default ?? sizing.Assumed ?? 1);
}
