using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits;

/// <summary>Walks every path of every operation, fragments expanded: depth, repeated coordinates, root fields.</summary>
/// <remarks>Comes after <see cref="ExpandedCounter"/>, which bounds the number of steps and refuses cycles.</remarks>
internal sealed class PathWalk(GraphQLDocument document, ISchema schema, LimitOptions limits)
{
    private static readonly string[] Plumbing = ["edges", "node", "nodes", "pageInfo"];
    private static readonly string[] IntrospectionLists = ["fields", "inputFields", "interfaces", "possibleTypes"];

    private readonly Stack<(IGraphType? Parent, ROM Field)> _path = [];
    private LimitExceededError? _refusal;
    private int _rootFields;

    public static LimitExceededError? Check(GraphQLDocument document, ISchema schema, LimitOptions limits)
    {
        var walk = new PathWalk(document, schema, limits);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>()) walk.Operation(operation);
        return walk._refusal;
    }

    private void Operation(GraphQLOperationDefinition operation)
    {
        _rootFields = 0;
        var (root, limit, max) = operation.Operation switch
        {
            OperationType.Mutation => (schema.Mutation, nameof(limits.MutationRootFields), limits.MutationRootFields),
            OperationType.Subscription => (schema.Subscription, nameof(limits.QueryRootFields), limits.QueryRootFields),
            _ => (schema.Query, nameof(limits.QueryRootFields), limits.QueryRootFields),
        };
        Selections(operation.SelectionSet, root, introspection: false);
        if (_rootFields > max) Refuse(limit, max);
    }

    private void Selections(GraphQLSelectionSet? set, IGraphType? parent, bool introspection)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (_refusal is not null) return;

            switch (selection)
            {
                case GraphQLField field:
                    Field(field, parent, introspection);
                    break;
                case GraphQLInlineFragment inline:
                    Selections(inline.SelectionSet, Named(inline.TypeCondition) ?? parent, introspection);
                    break;
                case GraphQLFragmentSpread spread when Find(spread) is { } fragment:
                    Selections(fragment.SelectionSet, Named(fragment.TypeCondition), introspection);
                    break;
            }
        }
    }

    private void Field(GraphQLField field, IGraphType? parent, bool introspection)
    {
        if (_path.Count == 0) _rootFields++;

        _path.Push((parent, field.Name.Value));
        introspection |= _path.Count == 1 && (field.Name.Value == "__schema" || field.Name.Value == "__type");
        if (introspection) CheckIntrospection(field.Name.Value);
        else CheckPath(parent, field.Name.Value);

        Selections(field.SelectionSet, TypeOf(parent, field.Name.Value), introspection);
        _path.Pop();
    }

    private void CheckPath(IGraphType? parent, ROM name)
    {
        if (_path.Count > limits.Depth) Refuse(nameof(limits.Depth), limits.Depth);
        else if (parent is not null && !Contains(Plumbing, name) && Occurrences(parent, name) > limits.Repeats)
            Refuse(nameof(limits.Repeats), limits.Repeats);
    }

    private void CheckIntrospection(ROM name)
    {
        if (_path.Count > limits.IntrospectionDepth) Refuse(nameof(limits.IntrospectionDepth), limits.IntrospectionDepth);
        else if (Contains(IntrospectionLists, name) && Occurrences(null, name) > limits.IntrospectionRepeats)
            Refuse(nameof(limits.IntrospectionRepeats), limits.IntrospectionRepeats);
    }

    private int Occurrences(IGraphType? parent, ROM name)
        => _path.Count(step => step.Field == name && (parent is null || step.Parent == parent));

    private static bool Contains(string[] names, ROM name) => Array.Exists(names, known => name == known);

    private GraphQLFragmentDefinition? Find(GraphQLFragmentSpread spread)
        => document.Definitions.OfType<GraphQLFragmentDefinition>()
            .FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private IGraphType? Named(GraphQLTypeCondition? condition)
        => condition is null ? null : schema.AllTypes[condition.Type.Name.Value];

    private IGraphType? TypeOf(IGraphType? parent, ROM name)
    {
        if (parent == schema.Query && name == "__schema") return schema.SchemaMetaFieldType.ResolvedType?.GetNamedType();
        if (parent == schema.Query && name == "__type") return schema.TypeMetaFieldType.ResolvedType?.GetNamedType();

        return (parent as IComplexGraphType)?.GetField(name)?.ResolvedType?.GetNamedType();
    }

    private void Refuse(string limit, int max) => _refusal ??= new(limit, max);
}
