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
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (!Rune.TryGetRuneAt(new string(text.Slice(at, Math.Min(2, text.Length - at))), 0, out _)) return false;

            text = text[(at + 2)..];
        }

        return true;
    }
}
