using GraphQLParser;
using GraphQLParser.Exceptions;

namespace PipelineGraph.Engine.Limits;

/// <summary>Counts tokens and open brackets before the recursive parser sees the text.</summary>
internal static class TokenGate
{
    /// <returns>The limit that the text exceeds, or null.</returns>
    /// <exception cref="GraphQLSyntaxErrorException">Something in the text is no token.</exception>
    public static LimitExceededError? Check(string text, LimitOptions limits)
    {
        var (tokens, open) = (0, 0);
        for (var token = Lexer.Lex(text, 0); token.Kind != TokenKind.EOF; token = Lexer.Lex(text, token.End))
        {
            if (token.Kind == TokenKind.COMMENT) continue;

            if (++tokens > limits.Tokens) return new(nameof(limits.Tokens), limits.Tokens);

            open += Step(token.Kind);
            if (open > limits.Nesting) return new(nameof(limits.Nesting), limits.Nesting);
        }

        return null;
    }

    private static int Step(TokenKind kind) => kind switch
    {
        TokenKind.BRACE_L or TokenKind.BRACKET_L or TokenKind.PAREN_L => 1,
        TokenKind.BRACE_R or TokenKind.BRACKET_R or TokenKind.PAREN_R => -1,
        _ => 0,
    };
}
