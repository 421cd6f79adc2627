using System.Buffers;
using GraphQL;
using GraphQLParser;
using GraphQLParser.Exceptions;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Limits;

/// <summary>Reads one token after the other.</summary>
/// <remarks>
/// The library draws a picture of the line into each of its errors, in time quadratic to the column: one in a line of
/// 100,000 characters takes seconds. It also fails to find the line where a carriage return ends lines. So each token is
/// read as a text of its own, and one with which that could happen is looked through before.
/// </remarks>
internal static class TokenReader
{
    /// <summary>A column up to which an error costs less than a millisecond.</summary>
    public const int LongLine = 1_000;

    private const string Escapable = "\"/\\bfnrtu";

    private static readonly SearchValues<char> Ignored = SearchValues.Create("\uFEFF\t \n\r,");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+-.eE");

    /// <summary>Finds the next token, comments left out; its place is that in the text.</summary>
    /// <returns>What is there if it is no token.</returns>
    public static ExecutionError? Next(string text, int from, out Token token)
    {
        var start = SkipIgnored(text, from);
        token = new Token(TokenKind.EOF, default, start, start);
        if (start == text.Length) return null;
        if (FaultOf(text, start) is { } fault) return fault;

        try
        {
            var found = Lexer.Lex(text.AsMemory(start), 0);
            token = new Token(found.Kind, found.Value, start, start + found.End);
            return null;
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return SyntaxErrors.From(exception, PlaceOf(text, start, exception.Location));
        }
    }

    private static int SkipIgnored(ReadOnlySpan<char> text, int at)
    {
        while (true)
        {
            var ignored = text[at..].IndexOfAnyExcept(Ignored);
            if (ignored < 0) return text.Length;

            at += ignored;
            if (text[at] != '#') return at;

            var comment = text[at..].IndexOfAny('\n', '\r');
            if (comment < 0) return text.Length;
            at += comment;
        }
    }

    private static Location PlaceOf(string text, int start, Location inToken)
    {
        var place = Location.FromLinearPosition(text, start);
        return inToken.Line == 1
            ? new(place.Line, place.Column + inToken.Column - 1)
            : new(place.Line + inToken.Line - 1, inToken.Column);
    }

    /// <summary>The error in a token where the library must not find it.</summary>
    private static ExecutionError? FaultOf(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest[0] == '-' || char.IsAsciiDigit(rest[0]))
        {
            var end = rest.IndexOfAnyExcept(OfNumbers);
            var isLong = (end < 0 ? rest.Length : end) > LongLine;
            return isLong ? SyntaxErrors.At(Location.FromLinearPosition(text, start), "Invalid number.") : null;
        }

        if (rest[0] != '"') return null;

        var isBlock = rest.StartsWith("\"\"\"");
        var fault = isBlock ? FaultOfBlock(rest) : FaultOfString(rest);
        if (fault < 0 || (fault <= LongLine && !rest[..fault].Contains('\r'))) return null;

        var kind = isBlock ? "block string" : "string";
        var message = fault == rest.Length || rest[fault] is '\n' or '\r'
            ? $"Unterminated {kind}." : $"Invalid character within {kind}.";
        return SyntaxErrors.At(Location.FromLinearPosition(text, start + fault), message);
    }

    /// <returns>Where a string cannot go on; -1 if it is whole.</returns>
    private static int FaultOfString(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"') return -1;
            if (text[i] < ' ' && text[i] != '\t') return i;
            if (text[i] != '\\') continue;
            if (++i == text.Length || !Escapable.Contains(text[i])) return i;
            if (text[i] != 'u') continue;
            if (i + 4 >= text.Length || text.Slice(i + 1, 4).ContainsAnyExcept(Hexadecimal)) return i;
        }

        return text.Length;
    }

    /// <inheritdoc cref="FaultOfString"/>
    private static int FaultOfBlock(ReadOnlySpan<char> text)
    {
        for (var i = 3; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] is not ('\t' or '\n' or '\r')) return i;
            if (text[i..].StartsWith("\\\"\"\"")) i += 3;
            else if (text[i..].StartsWith("\"\"\"")) return -1;
        }

        return text.Length;
    }
}
