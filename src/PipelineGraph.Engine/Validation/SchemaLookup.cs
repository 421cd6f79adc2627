using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Validation;

/// <summary>Finds what names in a document mean; null for what the schema does not have.</summary>
internal static class SchemaLookup
{
    public static IGraphType? RootType(this ISchema schema, OperationType operation) => operation switch
    {
        OperationType.Mutation => schema.Mutation,
        OperationType.Subscription => schema.Subscription,
        _ => schema.Query,
    };

    public static FieldType? FieldOf(this ISchema schema, IGraphType? parent, ROM name)
    {
        if (name == schema.TypeNameMetaFieldType.Name) return schema.TypeNameMetaFieldType;
        if (parent == schema.Query && name == schema.SchemaMetaFieldType.Name) return schema.SchemaMetaFieldType;
        if (parent == schema.Query && name == schema.TypeMetaFieldType.Name) return schema.TypeMetaFieldType;

        return (parent as IComplexGraphType)?.GetField(name);
    }

    public static IGraphType? NamedType(this FieldType field) => field.ResolvedType?.GetNamedType();

    public static bool IsList(this IGraphType type)
        => type is ListGraphType || (type is NonNullGraphType nonNull && nonNull.ResolvedType is ListGraphType);

    public static IGraphType? TypeOf(this ISchema schema, GraphQLTypeCondition condition)
        => schema.AllTypes[condition.Type.Name.Value];

    public static IGraphType? TypeOf(this ISchema schema, GraphQLInlineFragment inline, IGraphType? parent)
        => inline.TypeCondition is { } condition ? schema.TypeOf(condition) : parent;
}
