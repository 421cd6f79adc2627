using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>How the arguments of an operation are sent.</summary>
internal enum Sending
{
    Literals,

    /// <summary>Each argument is one variable.</summary>
    WholeVariables,

    /// <summary>Arguments are literals with a variable for each operand.</summary>
    OperandVariables
}

/// <summary>Writes arguments as an operation's text and its variables.</summary>
internal sealed class ArgumentWriter(Sending sending)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private readonly List<string> _declarations = [];
    private readonly List<string> _variables = [];

    internal string Declarations => _declarations.Count > 0 ? $"({string.Join(", ", _declarations)})" : "";

    internal string? Variables => _variables.Count > 0 ? $"{{{string.Join(",", _variables)}}}" : null;

    internal string Argument(string name, string type, object? value)
        => sending is Sending.WholeVariables ? $"{name}: {Variable(type, value)}" : $"{name}: {Literal(value)}";

    private string Literal(object? value) => value switch
    {
        Fields fields => $"{{{string.Join(", ", fields.Select(field => $"{field.Name}: {Literal(field.Value)}"))}}}",
        List<object?> list when sending is Sending.OperandVariables && TypeOf(list) is { } type => Variable(type, list),
        List<object?> list => $"[{string.Join(", ", list.Select(Literal))}]",
        not null when sending is Sending.OperandVariables => Variable(TypeOf(value), value),
        Enum name => NameOf(name),
        _ => Json(value)
    };

    private string Variable(string type, object? value)
    {
        var name = $"v{_variables.Count}";
        _declarations.Add($"${name}: {type}");
        _variables.Add($"\"{name}\":{Json(value)}");
        return $"${name}";
    }

    private static string Json(object? value) => value switch
    {
        null => "null",
        Fields fields => $"{{{string.Join(",", fields.Select(field => $"\"{field.Name}\":{Json(field.Value)}"))}}}",
        List<object?> list => $"[{string.Join(",", list.Select(Json))}]",
        bool truth => truth ? "true" : "false",
        Enum name => $"\"{NameOf(name)}\"",
        DateTime instant => $"\"{instant:yyyy-MM-ddTHH:mm:ss.fff}Z\"",
        DateOnly day => $"\"{day:yyyy-MM-dd}\"",
        string or GlobalId => JsonSerializer.Serialize(value.ToString(), Plain),
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)
    };

    private static string NameOf(Enum value)
        => value is Genre.ShortStory ? "SHORT_STORY" : value.ToString().ToUpperInvariant();

    private static string? TypeOf(List<object?> list)
        => list.Find(item => item is not null) is { } item and not Fields
            ? $"[{TypeOf(item)}{(item is Enum ? "!" : "")}]"
            : null;

    private static string TypeOf(object value) => value switch
    {
        string => "String",
        int => "Int",
        long => "Long",
        double => "Float",
        decimal => "Decimal",
        bool => "Boolean",
        Genre => "Genre",
        Direction => "SortEnumType",
        DateTime => "DateTime",
        DateOnly => "LocalDate",
        _ => "ID"
    };
}
