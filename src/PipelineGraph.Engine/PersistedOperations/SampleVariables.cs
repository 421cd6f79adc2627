using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>
/// Made-up variables of an operation in the shapes that clients send most: with those alone that are needed, and with all,
/// where texts, ids and input objects that may be null are. What fields a filter will have cannot be known.
/// </summary>
internal sealed class SampleVariables(ISchema schema)
{
    public IEnumerable<Inputs> Of(GraphQLOperationDefinition operation)
    {
        var (needed, all) = (new Dictionary<string, object?>(), new Dictionary<string, object?>());
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            var (name, type) = (variable.Variable.Name.StringValue, TypeOf(variable.Type));
            all[name] = type is NonNullGraphType || IsPlain(type) ? Sample(type) : null;
            if (type is NonNullGraphType && variable.DefaultValue is null) needed[name] = all[name];
        }

        return all.Count == needed.Count ? [new Inputs(needed)] : [new Inputs(needed), new Inputs(all)];
    }

    private IGraphType TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => new NonNullGraphType(TypeOf(nonNull.Type)),
        GraphQLListType list => new ListGraphType(TypeOf(list.Type)),
        _ => schema.AllTypes[((GraphQLNamedType)type).Name.Value]!,   // validation knows the type
    };

    private static bool IsPlain(IGraphType type) => type is EnumerationGraphType or ScalarGraphType { Name: not ("String" or "ID") };

    private static object? Sample(IGraphType type) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Sample(inner),
        ListGraphType { ResolvedType: { } item } => new List<object?> { Sample(item) },
        EnumerationGraphType values => values.Values.First().Name,
        IInputObjectGraphType input => input.Fields
            .Where(field => field is { ResolvedType: NonNullGraphType, DefaultValue: null })
            .ToDictionary(field => field.Name, field => Sample(field.ResolvedType!)),
        _ => Scalar(type.Name),
    };

    private static object Scalar(string name) => name switch
    {
        "Int" or "Long" or "Float" or "Decimal" => 1,
        "Boolean" => false,
        "DateTime" => "2026-01-01T00:00:00Z",
        "LocalDate" => "2026-01-01",
        "ID" => NodeIdCodec.Encode("Node", Guid.Empty),
        _ => "x",
    };
}
