using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Validation;

/// <summary>Section 5.1.1: a request holds operations and fragments, no type definitions.</summary>
internal sealed class ExecutableDefinitions : ValidationRuleBase
{
    private static readonly INodeVisitor Visitor = new MatchingNodeVisitor<GraphQLDocument>((document, context) =>
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLOperationDefinition or GraphQLFragmentDefinition) continue;

            const string Message = "A document must contain only operations and fragments.";
            context.ReportError(new DocumentRuleError(document, SpecificationLinks.Executable, Message, [definition]));
        }
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);
}
