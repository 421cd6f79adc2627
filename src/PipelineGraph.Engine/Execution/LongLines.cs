using System.Text;
using GraphQL;
using GraphQLParser;
using GraphQLParser.Exceptions;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Execution;

/// <summary>
/// Finds syntax errors of a text with long lines, or lines that end with a carriage return, by parsing its tokens line by
/// line, each as short as may be.
/// </summary>
/// <remarks>The parser would find them slowly, or not at all; see <see cref="TokenReader"/>.</remarks>
internal static class LongLines
{
    private const int LongName = 100;   // longer than any word that has a meaning

    /// <returns>The error that the parser would find; null also where its finding it costs little.</returns>
    public static ExecutionError? Check(string text, IReadOnlyList<Token> tokens, ParserOptions options)
    {
        if (!HasAny(text)) return null;

        var lines = new StringBuilder();
        foreach (var token in tokens) lines.Append(Shortest(text, token)).Append('\n');
        try
        {
            Parser.Parse(lines.ToString(), options);
            return null;
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            var line = exception.Location.Line - 1;
            var at = line < tokens.Count && exception.Location.Column == 1 ? tokens[line].Start : text.Length;
            return SyntaxErrors.From(exception, Location.FromLinearPosition(text, at));
        }
    }

    private static bool HasAny(ReadOnlySpan<char> text)
    {
        if (text.Contains('\r')) return true;

        while (text.Length > TokenReader.LongLine)
        {
            var end = text.IndexOf('\n');
            if (end is < 0 or > TokenReader.LongLine) return true;
            text = text[(end + 1)..];
        }

        return false;
    }

    private static ReadOnlySpan<char> Shortest(string text, Token token)
    {
        var whole = text.AsSpan(token.Start, token.End - token.Start);
        return token.Kind switch
        {
            TokenKind.STRING when whole.Length > LongName || whole.StartsWith("\"\"\"") => "\"\"",
            TokenKind.INT or TokenKind.FLOAT when whole.Length > LongName => "0",
            TokenKind.NAME when whole.Length > LongName => "n",
            _ => whole,
        };
    }
}
