using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Validation;

/// <summary>When section 5.3.2 calls two types of one shape, and two fields the same.</summary>
internal static class FieldIdentity
{
    /// <summary>Same wrappers and the same leaf type; of objects only their fields have to agree.</summary>
    public static bool SameShape(IGraphType? one, IGraphType? other) => (one, other) switch
    {
        (null, _) or (_, null) => true,
        (NonNullGraphType a, NonNullGraphType b) => SameShape(a.ResolvedType, b.ResolvedType),
        (NonNullGraphType, _) or (_, NonNullGraphType) => false,
        (ListGraphType a, ListGraphType b) => SameShape(a.ResolvedType, b.ResolvedType),
        (ListGraphType, _) or (_, ListGraphType) => false,
        (ScalarGraphType, _) or (_, ScalarGraphType) => one == other,
        _ => true,
    };

    public static bool SameField(GraphQLField one, GraphQLField other)
        => one.Name.Value == other.Name.Value
            && (one.Arguments?.Count ?? 0) == (other.Arguments?.Count ?? 0)
            && (one.Arguments?.Items ?? []).TrueForAll(argument =>
                SameValue(argument.Value, Find(other, argument.Name.Value)));

    private static GraphQLValue? Find(GraphQLField field, ROM argument)
        => field.Arguments?.Items.Find(candidate => candidate.Name.Value == argument)?.Value;

    private static bool SameValue(GraphQLValue one, GraphQLValue? other) => (one, other) switch
    {
        (GraphQLListValue a, GraphQLListValue b) => SameItems(a.Values ?? [], b.Values ?? []),
        (GraphQLObjectValue a, GraphQLObjectValue b) => SameEntries(a.Fields ?? [], b),
        (GraphQLVariable a, GraphQLVariable b) => a.Name.Value == b.Name.Value,
        (GraphQLStringValue a, GraphQLStringValue b) => a.Value == b.Value,
        (GraphQLIntValue a, GraphQLIntValue b) => a.Value == b.Value,
        (GraphQLFloatValue a, GraphQLFloatValue b) => a.Value == b.Value,
        (GraphQLBooleanValue a, GraphQLBooleanValue b) => a.BoolValue == b.BoolValue,
        (GraphQLEnumValue a, GraphQLEnumValue b) => a.Name.Value == b.Name.Value,
        _ => one is GraphQLNullValue && other is GraphQLNullValue,
    };

    private static bool SameItems(List<GraphQLValue> one, List<GraphQLValue> other)
        => one.Count == other.Count && one.Zip(other).All(pair => SameValue(pair.First, pair.Second));

    private static bool SameEntries(List<GraphQLObjectField> one, GraphQLObjectValue other)
        => one.Count == (other.Fields?.Count ?? 0)
            && one.TrueForAll(field => SameValue(field.Value, other.Field(field.Name.Value)?.Value));
}
