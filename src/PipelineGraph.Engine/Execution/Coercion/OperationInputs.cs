using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Execution.Coercion;

/// <summary>
/// Where an operation takes input: its variables, and the fields and nodes with arguments and directives. Found once
/// for each cached operation; what holds no variable is coerced once too.
/// </summary>
internal sealed class OperationInputs
{
    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private readonly HashSet<GraphQLFragmentDefinition> _entered = [];

    internal OperationInputs(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        (_schema, _document) = (schema, document);
        var usages = new ValidationContext { Schema = schema, Document = document, Operation = operation }
            .GetRecursiveVariables(operation);
        foreach (var definition in operation.Variables?.Items ?? []) Variables.Add(Variable(definition, usages));
        Walk(operation.SelectionSet, operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query
        });
    }

    /// <summary>One variable of the operation.</summary>
    /// <param name="Definition">Its definition in the document.</param>
    /// <param name="Type">Its type as declared.</param>
    /// <param name="GivenType">What a given value must fit: not null where the variable stands in a non-null place.</param>
    internal sealed record VariableInput(GraphQLVariableDefinition Definition, IGraphType Type, IGraphType GivenType);

    internal List<VariableInput> Variables { get; } = [];

    /// <summary>Arguments without variables, coerced.</summary>
    internal Dictionary<GraphQLField, IDictionary<string, ArgumentValue>> FixedArguments { get; } = [];

    /// <summary>Fields whose arguments hold variables.</summary>
    internal List<(GraphQLField Field, QueryArguments Definitions)> Arguments { get; } = [];

    /// <summary>Nodes with directives.</summary>
    internal List<ASTNode> Directives { get; } = [];

    private VariableInput Variable(GraphQLVariableDefinition definition, List<VariableUsage>? usages)
    {
        var type = TypeOf(definition.Type)!;   // validation knows the type
        if (definition.DefaultValue is { } fallback) definition.DefaultValue = IdTexts.Of(type, fallback);
        var isNeeded = type is not NonNullGraphType && usages is not null && usages.Exists(usage =>
            usage.Node.Name == definition.Variable.Name && usage.Type is NonNullGraphType);
        return new VariableInput(definition, type, isNeeded ? new NonNullGraphType(type) : type);
    }

    private void Walk(GraphQLSelectionSet? set, IGraphType? parent)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (selection is IHasDirectivesNode { Directives.Count: > 0 }) Directives.Add(selection);
            switch (selection)
            {
                case GraphQLField field:
                    Walk(field, parent);
                    break;
                case GraphQLInlineFragment inline:
                    Walk(inline.SelectionSet, inline.TypeCondition is { } on ? _schema.AllTypes[on.Type.Name.Value] : parent);
                    break;
                case GraphQLFragmentSpread spread when Fragment(spread) is { } fragment && _entered.Add(fragment):
                    Walk(fragment.SelectionSet, _schema.AllTypes[fragment.TypeCondition.Type.Name.Value]);
                    break;
            }
        }
    }

    private void Walk(GraphQLField field, IGraphType? parent)
    {
        if (Definition(field.Name.Value, parent) is not { } definition) return;
        if (field.Arguments is { Count: > 0 } && definition.Arguments is { Count: > 0 } arguments) Add(field, arguments);
        Walk(field.SelectionSet, definition.ResolvedType?.GetNamedType());
    }

    private void Add(GraphQLField field, QueryArguments definitions)
    {
        foreach (var argument in field.Arguments!.Items)
            argument.Value = IdTexts.Of(definitions.Find(argument.Name.Value)?.ResolvedType, argument.Value);
        if (field.Arguments.Items.Exists(argument => HoldsVariable(argument.Value))) Arguments.Add((field, definitions));
        else FixedArguments.Add(field,
            ExecutionHelper.GetArguments(definitions, field.Arguments, null, _document, field, null)!);
    }

    private FieldType? Definition(ROM name, IGraphType? parent)
    {
        if (name == _schema.TypeNameMetaFieldType.Name) return _schema.TypeNameMetaFieldType;
        if (parent == _schema.Query && name == _schema.SchemaMetaFieldType.Name) return _schema.SchemaMetaFieldType;
        if (parent == _schema.Query && name == _schema.TypeMetaFieldType.Name) return _schema.TypeMetaFieldType;
        return (parent as IComplexGraphType)?.GetField(name);
    }

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread)
        => _document.Definitions.OfType<GraphQLFragmentDefinition>()
            .FirstOrDefault(fragment => fragment.FragmentName.Name == spread.FragmentName.Name);

    private IGraphType? TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => TypeOf(nonNull.Type) is { } inner ? new NonNullGraphType(inner) : null,
        GraphQLListType list => TypeOf(list.Type) is { } inner ? new ListGraphType(inner) : null,
        GraphQLNamedType named => _schema.AllTypes[named.Name.Value],
        _ => null
    };

    private static bool HoldsVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue list => list.Values?.Exists(HoldsVariable) ?? false,
        GraphQLObjectValue fields => fields.Fields?.Exists(field => HoldsVariable(field.Value)) ?? false,
        _ => false
    };
}
