using GraphQL.Validation;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Errors;

/// <summary>A document breaks a rule that this engine checks itself; already in Hot Chocolate's shape.</summary>
internal sealed class DocumentRuleError : ValidationError
{
    /// <param name="anchor">Section of the specification, from <see cref="SpecificationLinks"/>.</param>
    /// <param name="extensions">What the rule tells about the place, written before `specifiedBy`.</param>
    public DocumentRuleError(
        GraphQLDocument document,
        string anchor,
        string message,
        IReadOnlyList<ASTNode> nodes,
        params ReadOnlySpan<(string Key, object? Value)> extensions)
        : base(document.Source, number: null, message, [.. nodes.Take(ErrorShape.MaxLocations)])
    {
        Code = null;
        Extensions = [];
        foreach (var (key, value) in extensions) Extensions[key] = value;
        Extensions["specifiedBy"] = SpecificationLinks.Url(anchor);
    }
}
