using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Execution.Coercion;

/// <summary>
/// An ID may be given as a whole number (section 3.5.5), and is a text nevertheless; GraphQL.NET hands the number on, which
/// readers of ids do not expect.
/// </summary>
internal static class IdTexts
{
    /// <summary>The value of a variable.</summary>
    public static object? Of(ScalarGraphType type, object? value)
        => type is IdGraphType && value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value;

    /// <summary>The value as it is to be written in the document; its parts are replaced in place.</summary>
    public static GraphQLValue Of(IGraphType? type, GraphQLValue value)
    {
        var named = type?.GetNamedType();
        switch (value)
        {
            case GraphQLIntValue number when named is IdGraphType:
                return new GraphQLStringValue(number.Value) { Location = number.Location };
            case GraphQLListValue { Values: { } items }:
                for (var i = 0; i < items.Count; i++) items[i] = Of(named, items[i]);
                return value;
            case GraphQLObjectValue { Fields: { } fields } when named is IInputObjectGraphType input:
                foreach (var field in fields)
                    field.Value = Of(input.GetField(field.Name.Value)?.ResolvedType, field.Value);
                return value;
            default:
                return value;
        }
    }
}
