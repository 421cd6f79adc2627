using System.Collections.Immutable;
using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Where a type is met: a root field with `where` and `order`, and the fields from there to it.</summary>
internal sealed record Place(string Root, Shape RootShape, string TypeName, ImmutableArray<Step> Steps)
{
    /// <summary>Reaches several rows of the type for one row of the root.</summary>
    public bool PassesLists => Steps.Any(step => step.Shape is not Shape.One);

    public Place To(Step step, string typeName) => this with { TypeName = typeName, Steps = Steps.Add(step) };

    /// <summary>A `where` that asks this of the type.</summary>
    /// <param name="firstList">What the first list on the way asks: some row has it, or none.</param>
    public string Where(string condition, string firstList = "some")
    {
        var first = Steps.FirstOrDefault(step => step.Shape is not Shape.One);
        return Steps.Reverse().Aggregate(condition, (inner, step) => step.Shape is Shape.One
            ? $"{{ {step.Name}: {inner} }}"
            : $"{{ {step.Name}: {{ {(step == first ? firstList : "some")}: {inner} }} }}");
    }

    public string Order(string key) => Steps.Reverse().Aggregate(key, (inner, step) => $"{{ {step.Name}: {inner} }}");

    /// <summary>The selection on a row of the root that shows these fields of the type.</summary>
    public string Select(string fields) => Steps.Reverse().Aggregate(fields, (inner, step)
        => step.Shape is Shape.Connection
            ? $"{step.Name}(first: 3) {{ nodes {{ {inner} }} }}"
            : $"{step.Name} {{ {inner} }}");

    /// <summary>Rows of the root, the newest first, with these fields of the type.</summary>
    public string Rows(string fields) => RootShape is Shape.Connection
        ? $"{Root}(first: 50, order: [{{ id: DESC }}]) {{ nodes {{ {Select(fields)} }} }}"
        : $"{Root} {{ {Select(fields)} }}";

    /// <summary>The values of a field of the type in an answer's root field, nulls included.</summary>
    public IEnumerable<JsonElement> Values(JsonElement root, string field)
    {
        IEnumerable<JsonElement> at = RootShape is Shape.Connection ? [root.GetProperty("nodes")] : [root];
        foreach (var step in Steps)
        {
            at = Rows(at).Select(row => row.GetProperty(step.Name)).Where(IsThere);
            if (step.Shape is Shape.Connection) at = at.Select(connection => connection.GetProperty("nodes"));
        }
        return Rows(at).Select(row => row.GetProperty(field));
    }

    /// <summary>The field's value for one row of the root, null where the way to it ends; not through lists.</summary>
    public JsonElement Value(JsonElement row, string field) => Steps.Select(step => step.Name).Append(field)
        .Aggregate(row, (at, name) => at.ValueKind is JsonValueKind.Null ? at : at.GetProperty(name));

    private static IEnumerable<JsonElement> Rows(IEnumerable<JsonElement> elements)
        => elements.Where(IsThere).SelectMany(IEnumerable<JsonElement> (element)
            => element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : [element]);

    private static bool IsThere(JsonElement element) => element.ValueKind is not JsonValueKind.Null;
}

/// <summary>A field that leads from one object type to another.</summary>
internal sealed record Step(string Name, Shape Shape);

internal enum Shape
{
    One,
    List,
    Connection,
}
