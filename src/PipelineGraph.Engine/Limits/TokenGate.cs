using GraphQL;
using GraphQLParser;

namespace PipelineGraph.Engine.Limits;

/// <summary>Counts tokens and open brackets before the recursive parser sees the text.</summary>
internal static class TokenGate
{
    /// <param name="tokens">Takes the tokens, comments left out.</param>
    /// <returns>The limit that the text exceeds, or what in it is no token, or null.</returns>
    public static ExecutionError? Check(string text, LimitOptions limits, List<Token> tokens)
    {
        var open = 0;
        for (var at = 0; ; at = tokens[^1].End)
        {
            var error = TokenReader.Next(text, at, out var token);
            if (error is not null) return error;
            if (token.Kind == TokenKind.EOF) return null;

            tokens.Add(token);
            if (tokens.Count > limits.Tokens) return new LimitExceededError(nameof(limits.Tokens), limits.Tokens);

            open += Step(token.Kind);
            if (open > limits.Nesting) return new LimitExceededError(nameof(limits.Nesting), limits.Nesting);
        }
    }

    private static int Step(TokenKind kind) => kind switch
    {
        TokenKind.BRACE_L or TokenKind.BRACKET_L or TokenKind.PAREN_L => 1,
        TokenKind.BRACE_R or TokenKind.BRACKET_R or TokenKind.PAREN_R => -1,
        _ => 0,
    };
}
