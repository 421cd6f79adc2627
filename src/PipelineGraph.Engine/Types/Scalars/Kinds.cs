using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>Names of input kinds in error messages, the same for literals and variables.</summary>
internal static class Kinds
{
    public static string Of(GraphQLValue literal) => literal switch
    {
        GraphQLBooleanValue => "boolean",
        GraphQLIntValue or GraphQLFloatValue => "number",
        GraphQLStringValue => "string",
        GraphQLEnumValue => "enum value",
        GraphQLListValue => "list",
        GraphQLVariable => "variable",
        _ => "object",
    };

    public static string Of(object value) => value switch
    {
        bool => "boolean",
        string => "string",
        IDictionary<string, object?> => "object",
        System.Collections.IEnumerable => "list",
        _ => "number",
    };
}
