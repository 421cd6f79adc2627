using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Validation;

/// <summary>Section 5.2.3.1: a subscription has one unconditional root field, none of introspection.</summary>
internal sealed class SubscriptionRoot : ValidationRuleBase
{
    private static readonly INodeVisitor Visitor = new MatchingNodeVisitor<GraphQLOperationDefinition>(
        (operation, context) =>
        {
            if (operation.Operation is OperationType.Subscription) Check(operation, context);
        });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void Check(GraphQLOperationDefinition operation, ValidationContext context)
    {
        var selections = new List<ASTNode>();
        Collect(operation.SelectionSet, context.Document, selections, []);

        var fields = selections.OfType<GraphQLField>().ToList();
        if (fields.Select(field => (field.Alias?.Name ?? field.Name).Value).Distinct().Count() != 1)
            Report("Subscription operations must have exactly one root field.");
        if (fields.Any(field => field.Name.Value.Span.StartsWith("__")))
            Report("Subscription must not select an introspection top level field.");
        if (selections.OfType<IHasDirectivesNode>().Any(IsConditional))
            Report("The skip and include directives are not allowed on root fields of a subscription.");

        void Report(string message) => context.ReportError(
            new DocumentRuleError(context.Document, SpecificationLinks.Subscriptions, message, [operation]));
    }

    private static void Collect(
        GraphQLSelectionSet set, GraphQLDocument document, List<ASTNode> selections, HashSet<ROM> visited)
    {
        foreach (var selection in set.Selections)
        {
            selections.Add(selection);
            if (selection is GraphQLInlineFragment inline) Collect(inline.SelectionSet, document, selections, visited);
            if (selection is GraphQLFragmentSpread spread && visited.Add(spread.FragmentName.Name.Value)
                && document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } fragment)
                Collect(fragment.SelectionSet, document, selections, visited);
        }
    }

    private static bool IsConditional(IHasDirectivesNode node)
        => node.Directives?.Find("skip") is not null || node.Directives?.Find("include") is not null;
}
