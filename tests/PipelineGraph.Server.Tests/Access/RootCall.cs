using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>The smallest operation on a root field: what it needs, and nothing more.</summary>
internal static class RootCall
{
    public static string Of(FieldType field, ISchema schema)
    {
        var shown = field.ResolvedType!.GetNamedType();
        var needed = (field.Arguments ?? []).Where(argument => IsNeeded(argument.ResolvedType!, argument.DefaultValue))
            .Select(argument => $"{argument.Name}: {Value(schema, argument.ResolvedType!, argument.Name, shown.Name)}")
            .ToList();
        var arguments = needed.Count == 0 ? "" : $"({string.Join(", ", needed)})";
        return field.Name + arguments + (shown is ScalarGraphType ? "" : " { __typename }");
    }

    /// <summary>A value of an input type.</summary>
    public static string Literal(ISchema schema, string input)
        => Value(schema, new NonNullGraphType(schema.AllTypes[input]!), "input", "Deal");

    private static bool IsNeeded(IGraphType type, object? byDefault) => type is NonNullGraphType && byDefault is null;

    private static string Value(ISchema schema, IGraphType type, string name, string shown) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Value(schema, inner, name, shown),
        ListGraphType { ResolvedType: { } inner } => $"[{Value(schema, inner, name, shown)}]",
        IInputObjectGraphType input => $"{{ {string.Join(", ", input.Fields
            .Where(field => IsNeeded(field.ResolvedType!, field.DefaultValue))
            .Select(field => $"{field.Name}: {Value(schema, field.ResolvedType!, field.Name, shown)}"))} }}",
        EnumerationGraphType choice => choice.Values.First().Name,
        _ => type.GetNamedType().Name switch
        {
            "ID" => $"\"{NodeIdCodec.Encode(TypeOf(schema, name, shown), Guid.CreateVersion7())}\"",
            "Int" or "Float" or "Decimal" => "1",
            "Boolean" => "true",
            "DateTime" => "\"2026-03-01T00:00:00.000Z\"",
            "LocalDate" => "\"2026-03-01\"",
            _ => "\"text\"",
        },
    };

    private static string TypeOf(ISchema schema, string name, string shown)
        => name == "pipelineId" ? "Pipeline" : schema.AllTypes[shown] is IObjectGraphType ? shown : "Deal";
}
