using System.Text;
using GraphQL.Validation;
using PipelineGraph.Engine.Sorting;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// The shape of an operation's variables: which are given, which are null, which fields an input object has. Values are
/// left out, apart from those that change the query itself: booleans (`@skip`) and sort directions.
/// </summary>
internal static class VariableShape
{
    internal static string Of(Variables? variables)
    {
        if (variables is null) return "";
        var shape = new StringBuilder();
        foreach (var variable in variables)
        {
            shape.Append(variable.Name).Append('=');
            if (variable.ValueSpecified) Append(shape, variable.Value);
            else shape.Append('-');   // a field that takes it is left out, which is not the same as null
            shape.Append(';');
        }

        return shape.ToString();
    }

    private static void Append(StringBuilder shape, object? value)
    {
        switch (value)
        {
            case null:
                shape.Append('n');
                break;
            case bool or SortDirection:
                shape.Append(value);
                break;
            case string text:
                shape.Append(text.Contains('\0') ? 'z' : '#');
                break;
            case IDictionary<string, object?> fields:
                Append(shape, fields);
                break;
            case System.Collections.IEnumerable items:
                Append(shape, items);
                break;
            default:
                shape.Append('#');
                break;
        }
    }

    private static void Append(StringBuilder shape, IDictionary<string, object?> fields)
    {
        shape.Append('{');
        foreach (var (name, field) in fields)
        {
            shape.Append(name).Append(':');
            Append(shape, field);
            shape.Append(',');
        }

        shape.Append('}');
    }

    /// <summary>Lists of plain values have no length in the shape: the database provider expands them.</summary>
    private static void Append(StringBuilder shape, System.Collections.IEnumerable items)
    {
        shape.Append('[');
        var (values, nulls) = (false, false);
        foreach (var item in items)
        {
            if (item is IDictionary<string, object?> or SortDirection) Append(shape, item);
            else if (item is null) nulls = true;
            else values = true;
        }

        if (values) shape.Append('#');
        if (nulls) shape.Append('n');
        shape.Append(']');
    }
}
