using System.Text.RegularExpressions;
using GraphQL;
using GraphQLParser;
using GraphQLParser.Exceptions;

namespace PipelineGraph.Engine.Errors;

/// <summary>Turns the parser's complaints into Hot Chocolate's wording.</summary>
internal static partial class SyntaxErrors
{
    private static readonly Dictionary<string, string> KindNames = new()
    {
        ["$"] = "Dollar", ["!"] = "Bang", ["("] = "LeftParenthesis", [")"] = "RightParenthesis", ["..."] = "Spread",
        [":"] = "Colon", ["="] = "Equal", ["@"] = "At", ["["] = "LeftBracket", ["]"] = "RightBracket",
        ["{"] = "LeftBrace", ["|"] = "Pipe", ["}"] = "RightBrace", ["&"] = "Ampersand", ["EOF"] = "EndOfFile",
        ["Int"] = "Integer", ["Float"] = "Float", ["String"] = "String", ["Name"] = "Name",
    };

    public static ExecutionError From(GraphQLSyntaxErrorException exception)
    {
        var error = RequestErrors.Coded(ErrorCodes.Syntax, Text(exception.Description));
        error.AddLocation(exception.Location);
        return error;
    }

    /// <summary>A text without any definition: the parser takes it, the specification (section 2.2) does not.</summary>
    public static ExecutionError NoDefinition()
    {
        var error = RequestErrors.Coded(ErrorCodes.Syntax, "Unexpected token: `EndOfFile`.");
        error.AddLocation(new Location(1, 1));
        return error;
    }

    private static string Text(string description)
    {
        if (ExpectedFound().Match(description) is { Success: true } expected)
            return $"Expected a `{Kind(expected, 1)}`-token, but found a `{Kind(expected, 2)}`-token.";
        if (Unexpected().Match(description) is { Success: true } unexpected)
            return $"Unexpected token: `{Kind(unexpected, 1)}`.";

        return Link().Replace(description, "");
    }

    private static string Kind(Match match, int group)
        => KindNames.GetValueOrDefault(match.Groups[group].Value, "Name");

    [GeneratedRegex("""^Expected ([^\s,"]+), found ([^\s;"]+)""")]
    private static partial Regex ExpectedFound();

    [GeneratedRegex("""^Unexpected ([^\s;"]+)(?: "[^"]*")?$""")]
    private static partial Regex Unexpected();

    [GeneratedRegex("; for more information see .*$")]
    private static partial Regex Link();
}
