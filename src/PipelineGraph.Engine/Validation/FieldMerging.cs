using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Validation;

/// <summary>Section 5.3.2: fields of one response name can be merged into one.</summary>
/// <remarks>
/// Both conditions are equivalence relations, so each field is compared with the first of its group only, where
/// comparing all pairs would be quadratic. The document is known to be valid otherwise.
/// </remarks>
internal sealed class FieldMerging(GraphQLDocument document, ISchema schema, LimitOptions limits)
{
    private int _steps;
    private ExecutionError? _error;

    /// <returns>The first conflict, or that finding one takes too long, or null.</returns>
    public static ExecutionError? Check(GraphQLDocument document, ISchema schema, LimitOptions limits)
    {
        var check = new FieldMerging(document, schema, limits);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var fields = new MergedFields();
            check.Collect(operation.SelectionSet, schema.RootType(operation.Operation), fields, []);
            check.CheckShapes(fields);
            check.CheckFields(fields);
        }

        return check._error;
    }

    // Whatever object arrives, a name's values must have one shape.
    private void CheckShapes(MergedFields set)
    {
        foreach (var group in set.Values)
        {
            if (group.Find(field => !FieldIdentity.SameShape(group[0].Type, field.Type)) is { } other)
                Conflict(group[0], other);
            if (_error is not null) return;

            CheckShapes(Children(group));
        }
    }

    // On one and the same object, a name must be one field with the same arguments. Objects of different types
    // never meet; a field selected on an abstract type meets those of every object type.
    private void CheckFields(MergedFields set)
    {
        foreach (var group in set.Values)
        {
            var anywhere = group.FindAll(field => field.Parent is not IObjectGraphType);
            var byType = group.Where(field => field.Parent is IObjectGraphType).GroupBy(field => field.Parent).ToList();
            if (byType.Count == 0) CheckSame(anywhere);
            foreach (var onType in byType) CheckSame([.. onType, .. anywhere]);
        }
    }

    private void CheckSame(List<MergedField> group)
    {
        if (group.Find(field => !FieldIdentity.SameField(group[0].Field, field.Field)) is { } other)
            Conflict(group[0], other);
        if (_error is null) CheckFields(Children(group));
    }

    private MergedFields Children(List<MergedField> group)
    {
        var children = new MergedFields();
        var visited = new HashSet<ROM>();
        foreach (var field in group)
            Collect(field.Field.SelectionSet, field.Type?.GetNamedType(), children, visited);
        return children;
    }

    private void Collect(GraphQLSelectionSet? set, IGraphType? parent, MergedFields fields, HashSet<ROM> visited)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (++_steps > limits.MergeSteps)
                _error ??= new LimitExceededError(nameof(limits.MergeSteps), limits.MergeSteps);
            if (_error is not null) return;

            if (selection is GraphQLField field)
                fields.Add(new(field, parent, schema.FieldOf(parent, field.Name.Value)?.ResolvedType));
            else if (selection is GraphQLInlineFragment inline)
                Collect(inline.SelectionSet, schema.TypeOf(inline, parent), fields, visited);
            else if (selection is GraphQLFragmentSpread spread && visited.Add(spread.FragmentName.Name.Value)
                && document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } fragment)
                Collect(fragment.SelectionSet, schema.TypeOf(fragment.TypeCondition), fields, visited);
        }
    }

    private void Conflict(MergedField one, MergedField other) => _error ??= new DocumentRuleError(
        document,
        SpecificationLinks.Merging,
        "Encountered fields for the same object that cannot be merged.",
        [one.Field, other.Field],
        ("declaringType1", one.Parent?.Name),
        ("field1", one.Field.Name.StringValue),
        ("type1", one.Type?.ToString()),
        ("responseName1", one.ResponseName.ToString()),
        ("declaringType2", other.Parent?.Name),
        ("field2", other.Field.Name.StringValue),
        ("type2", other.Type?.ToString()),
        ("responseName2", other.ResponseName.ToString()));
}
