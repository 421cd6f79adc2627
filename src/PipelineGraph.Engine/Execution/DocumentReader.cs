using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Execution;

/// <summary>Text to document: tokens, parser, gate, validation, each only if the one before had no complaint.</summary>
internal sealed class DocumentReader(ISchema schema, IOptions<LimitOptions> options, RequestValidator validator)
{
    private static readonly ParserOptions Options = new() { Ignore = IgnoreOptions.Comments, MaxDepth = 512 };

    public CachedDocument Read(string text)
    {
        var limits = options.Value;
        try
        {
            var tokens = new List<Token>();
            if (TokenGate.Check(text, limits, tokens) is { } refusal) return new(null, [refusal]);
            if (LongLines.Check(text, tokens, Options) is { } error) return new(null, [error]);

            return Check(Parser.Parse(WithoutComments(text, tokens), Options), limits);
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return new(null, [SyntaxErrors.From(exception, exception.Location)]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return new(null, [new LimitExceededError(nameof(limits.Nesting), limits.Nesting)]);
        }
    }

    /// <summary>Everything stays in its place. The parser takes a backslash in a comment for an escape, mostly a wrong one.</summary>
    private static string WithoutComments(string text, List<Token> tokens)
    {
        if (!text.Contains('#', StringComparison.Ordinal)) return text;

        var kept = text.ToCharArray();
        var end = 0;
        foreach (var token in tokens)
        {
            Blank(kept.AsSpan(end..token.Start));
            end = token.End;
        }

        Blank(kept.AsSpan(end));
        return new string(kept);
    }

    private static void Blank(Span<char> ignored)
    {
        foreach (ref var character in ignored)
        {
            if (character is not ('\n' or '\r')) character = ' ';
        }
    }

    private CachedDocument Check(GraphQLDocument document, LimitOptions limits)
    {
        if (document.Definitions.Count == 0) return new(document, [SyntaxErrors.NoDefinition()]);
        if (DocumentGate.Check(document, schema, limits) is { } refusal) return new(document, [refusal]);

        var errors = validator.Validate(document);
        return errors.Count == 0 && !document.Definitions.OfType<GraphQLOperationDefinition>().Any()
            ? new(document, [RequestErrors.NoOperation()])
            : new(document, errors);
    }
}
