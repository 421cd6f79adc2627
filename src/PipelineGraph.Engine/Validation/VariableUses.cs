using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Validation;

/// <param name="Location">Type of the position; null in a value of an unknown or custom type.</param>
/// <param name="HasDefault">The argument or input field at this position has a default.</param>
internal readonly record struct VariableUse(GraphQLVariable Variable, IGraphType? Location, bool HasDefault);

/// <summary>Collects where variables are used, with the exact type of each position.</summary>
/// <remarks>GraphQL.NET's own collection forgets inside a list that its items may be non-null.</remarks>
internal sealed class VariableUses : INodeVisitor
{
    private readonly Dictionary<ASTNode, List<VariableUse>> _byDefinition = [];
    private readonly Dictionary<ASTNode, List<ROM>> _spreads = [];
    private ASTNode? _definition;

    public ValueTask EnterAsync(ASTNode node, ValidationContext context)
    {
        switch (node)
        {
            case GraphQLOperationDefinition or GraphQLFragmentDefinition:
                _definition = node;
                (_byDefinition[node], _spreads[node]) = ([], []);
                break;
            case GraphQLFragmentSpread spread when _definition is not null:
                _spreads[_definition].Add(spread.FragmentName.Name.Value);
                break;
            case GraphQLArgument argument when _definition is not null:
                var known = context.TypeInfo.GetArgument();
                Collect(argument.Value, known?.ResolvedType, known?.DefaultValue is not null);
                break;
        }

        return default;
    }

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    /// <summary>Uses in an operation and in all fragments that it reaches.</summary>
    public IEnumerable<VariableUse> Of(GraphQLOperationDefinition operation, GraphQLDocument document)
    {
        var (pending, seen) = (new Queue<ASTNode>([operation]), new HashSet<ASTNode> { operation });
        while (pending.TryDequeue(out var definition))
        {
            foreach (var use in _byDefinition[definition]) yield return use;
            foreach (var name in _spreads[definition])
            {
                if (document.FindFragmentDefinition(name) is { } fragment && seen.Add(fragment))
                    pending.Enqueue(fragment);
            }
        }
    }

    private void Collect(GraphQLValue value, IGraphType? type, bool hasDefault)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                _byDefinition[_definition!].Add(new(variable, type, hasDefault));
                break;
            case GraphQLListValue { Values: { } items }:
                var itemType = (Nullable(type) as ListGraphType)?.ResolvedType;
                foreach (var item in items) Collect(item, itemType, hasDefault: false);
                break;
            case GraphQLObjectValue { Fields: { } fields }:
                var input = InputOf(type);
                foreach (var field in fields)
                {
                    var known = input?.GetField(field.Name);
                    Collect(field.Value, Required(input, known), known?.DefaultValue is not null);
                }

                break;
        }
    }

    // A single object stands for a list of one, so lists may be left out around it.
    private static IInputObjectGraphType? InputOf(IGraphType? type) => Nullable(type) switch
    {
        ListGraphType list => InputOf(list.ResolvedType),
        var named => named as IInputObjectGraphType,
    };

    private static IGraphType? Required(IInputObjectGraphType? input, FieldType? field)
        => input is { IsOneOf: true } && field is not null
            ? new NonNullGraphType(field.ResolvedType!)
            : field?.ResolvedType;

    private static IGraphType? Nullable(IGraphType? type) => (type as NonNullGraphType)?.ResolvedType ?? type;
}
