using System.Buffers;
using System.Text;
using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Validation;

/// <summary>Section 2.9.4: a string is a sequence of Unicode scalar values, so half a surrogate pair is none.</summary>
internal sealed class WellFormedStrings : ValidationRuleBase
{
    private static readonly INodeVisitor Visitor = new MatchingNodeVisitor<GraphQLStringValue>((text, context) =>
    {
        if (!IsWellFormed(text.Value.Span))
        {
            context.ReportError(new DocumentRuleError(
                context.Document, SpecificationLinks.Strings, "The string contains half a surrogate pair.", [text]));
        }
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            text = text[at..];
            if (Rune.DecodeFromUtf16(text, out _, out var length) is not OperationStatus.Done) return false;

            text = text[length..];
        }

        return true;
    }
}
