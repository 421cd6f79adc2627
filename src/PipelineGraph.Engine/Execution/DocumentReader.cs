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
    public CachedDocument Read(string text)
    {
        var limits = options.Value;
        try
        {
            if (TokenGate.Check(text, limits) is { } tooMany) return new(null, [tooMany]);

            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = 512 });
            return Check(document, limits);
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return new(null, [SyntaxErrors.From(exception)]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return new(null, [new LimitExceededError(nameof(limits.Nesting), limits.Nesting)]);
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
