using System.Text.RegularExpressions;
using GraphQL;
using GraphQLParser;
using GraphQLParser.Exceptions;

namespace PipelineGraph.Engine.Errors;

/// <summary>Turns the parser's complaints into Hot Chocolate's wording.</summary>
internal static partial class SyntaxErrors
{
    /// <param name="place">Where it is; the exception may be of a part of the text.</param>
    public static ExecutionError From(GraphQLSyntaxErrorException exception, Location place)
        => At(place, Text(exception.Description));

    public static ExecutionError At(Location place, string message)
    {
        var error = RequestErrors.Coded(ErrorCodes.Syntax, message);
        error.AddLocation(place);
        return error;
    }

    /// <summary>A text without any definition: the parser takes it, the specification (section 2.2) does not.</summary>
    public static ExecutionError NoDefinition() => At(new Location(1, 1), "Unexpected token: `EndOfFile`.");

    private static string Text(string description)
    {
        if (ExpectedFound().Match(description) is { Success: true } expected)
            return $"Expected a `{Kind(expected, 1)}`-token, but found a `{Kind(expected, 2)}`-token.";
        if (Unexpected().Match(description) is { Success: true } unexpected)
            return $"Unexpected token: `{Kind(unexpected, 1)}`.";

        return Link().Replace(description, "");
    }

    private static string Kind(Match match, int group) => match.Groups[group].Value switch
    {
        "$" => "Dollar",
        "!" => "Bang",
        "(" => "LeftParenthesis",
        ")" => "RightParenthesis",
        "[" => "LeftBracket",
        "]" => "RightBracket",
        "{" => "LeftBrace",
        "}" => "RightBrace",
        "..." => "Spread",
        ":" => "Colon",
        "=" => "Equal",
        "@" => "At",
        "|" => "Pipe",
        "&" => "Ampersand",
        "EOF" => "EndOfFile",
        "Int" => "Integer",
        "Float" => "Float",
        "String" => "String",
        _ => "Name",
    };

    [GeneratedRegex("""^Expected ([^\s,"]+), found ([^\s;"]+)""")]
    private static partial Regex ExpectedFound();

    [GeneratedRegex("""^Unexpected ([^\s;"]+)(?: "(?s:.*)")?$""")]
    private static partial Regex Unexpected();

    [GeneratedRegex("; for more information see .*$")]
    private static partial Regex Link();
}
