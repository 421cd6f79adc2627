using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Limits;

/// <summary>Walks every path of every operation, fragments expanded: depth, repeats, root fields.</summary>
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
        Selections(operation.SelectionSet, schema.RootType(operation.Operation), introspection: false);
        if (operation.Operation is OperationType.Mutation)
            Check(_rootFields, nameof(limits.MutationRootFields), limits.MutationRootFields);
        else
            Check(_rootFields, nameof(limits.QueryRootFields), limits.QueryRootFields);
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
                    Selections(inline.SelectionSet, schema.TypeOf(inline, parent), introspection);
                    break;
                case GraphQLFragmentSpread spread when Find(spread) is { } fragment:
                    Selections(fragment.SelectionSet, schema.TypeOf(fragment.TypeCondition), introspection);
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

        Selections(field.SelectionSet, schema.FieldOf(parent, field.Name.Value)?.NamedType(), introspection);
        _path.Pop();
    }

    private void CheckPath(IGraphType? parent, ROM name)
    {
        Check(_path.Count, nameof(limits.Depth), limits.Depth);
        if (parent is not null && !Contains(Plumbing, name))
            Check(Occurrences(parent, name), nameof(limits.Repeats), limits.Repeats);
    }

    private void CheckIntrospection(ROM name)
    {
        Check(_path.Count, nameof(limits.IntrospectionDepth), limits.IntrospectionDepth);
        if (Contains(IntrospectionLists, name))
            Check(Occurrences(null, name), nameof(limits.IntrospectionRepeats), limits.IntrospectionRepeats);
    }

    private int Occurrences(IGraphType? parent, ROM name)
        => _path.Count(step => step.Field == name && (parent is null || step.Parent == parent));

    private static bool Contains(string[] names, ROM name) => Array.Exists(names, known => name == known);

    private GraphQLFragmentDefinition? Find(GraphQLFragmentSpread spread)
        => document.Definitions.OfType<GraphQLFragmentDefinition>()
            .FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private void Check(int counted, string limit, int max)
    {
        if (counted > max) _refusal ??= new(limit, max);
    }
}
