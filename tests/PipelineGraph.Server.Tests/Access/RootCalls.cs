using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Operations on root fields, with the arguments that they need.</summary>
/// <param name="pipelineId">The pipeline that is asked about; one that is not there when left out.</param>
internal sealed class RootCalls(ISchema schema, string? pipelineId = null)
{
    /// <summary>The smallest that there is.</summary>
    public string Of(FieldType field) => With(field, ShownBy(field) is ScalarGraphType ? "" : " { __typename }");

    /// <summary>One with every field below it, down to rows of tables.</summary>
    /// <param name="selected">Gets what is selected, as Type.field; what is in it already is left out.</param>
    public string Whole(FieldType field, HashSet<string> selected)
    {
        if (ShownBy(field) is not IComplexGraphType type) return Of(field);

        var fields = type.Fields.Any(inner => inner.Name == "id")
            ? []
            : type.Fields.Where(inner => selected.Add($"{type.Name}.{inner.Name}")).ToList();
        return With(field, $" {{ __typename {string.Join(' ', fields.Select(inner => Whole(inner, selected)))} }}");
    }

    /// <summary>A value of an input type.</summary>
    public string Literal(string input) => Value(schema.AllTypes[input]!, "input", "Deal");

    private string With(FieldType field, string selection)
    {
        var needed = (field.Arguments ?? []).Where(argument => IsNeeded(argument.ResolvedType!, argument.DefaultValue))
            .Select(argument => $"{argument.Name}: {Value(argument.ResolvedType!, argument.Name, ShownBy(field).Name)}")
            .ToList();
        return field.Name + (needed.Count == 0 ? "" : $"({string.Join(", ", needed)})") + selection;
    }

    private static IGraphType ShownBy(FieldType field) => field.ResolvedType!.GetNamedType();

    private static bool IsNeeded(IGraphType type, object? byDefault) => type is NonNullGraphType && byDefault is null;

    private string Value(IGraphType type, string name, string shown) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Value(inner, name, shown),
        ListGraphType { ResolvedType: { } inner } => $"[{Value(inner, name, shown)}]",
        IInputObjectGraphType { Name: "PeriodInput" }
            => "{ from: \"2026-01-01T00:00:00.000Z\", to: \"2026-07-01T00:00:00.000Z\" }",
        IInputObjectGraphType input => $"{{ {string.Join(", ", input.Fields
            .Where(field => IsNeeded(field.ResolvedType!, field.DefaultValue))
            .Select(field => $"{field.Name}: {Value(field.ResolvedType!, field.Name, shown)}"))} }}",
        EnumerationGraphType choice => choice.Values.First().Name,
        _ => type.Name switch
        {
            "ID" when name == "pipelineId" => $"\"{pipelineId ?? Nothing("Pipeline")}\"",
            "ID" => $"\"{Nothing(schema.AllTypes[shown] is IObjectGraphType ? shown : "Deal")}\"",
            "Int" or "Float" or "Decimal" => "1",
            "Boolean" => "true",
            "DateTime" => "\"2026-03-01T00:00:00.000Z\"",
            "LocalDate" => "\"2026-03-01\"",
            _ => "\"text\"",
        },
    };

    private static string Nothing(string type) => NodeIdCodec.Encode(type, Guid.CreateVersion7());
}
