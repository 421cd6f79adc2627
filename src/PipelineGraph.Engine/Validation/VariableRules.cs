using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Validation;

/// <summary>Sections 5.8.3 and 5.8.5: variables are declared, and fit the positions where they are used.</summary>
/// <remarks>GraphQL.NET takes a null default for a value, and nullable items for items of a strict list.</remarks>
internal sealed class VariableRules : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var uses = new VariableUses();
        return new(new NodeVisitors(uses, new MatchingNodeVisitor<GraphQLDocument>(leave: (document, _) =>
        {
            foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
                Check(operation, [.. uses.Of(operation, document)], context);
        })));
    }

    private static void Check(GraphQLOperationDefinition operation, List<VariableUse> uses, ValidationContext context)
    {
        var undeclared = new List<GraphQLVariable>();
        foreach (var use in uses)
        {
            if (Find(operation, use.Variable) is not { } declared) undeclared.Add(use.Variable);
            else CheckPosition(declared, use, context);
        }

        if (undeclared.Count == 0) return;

        var names = string.Join(", ", undeclared.Select(variable => variable.Name.StringValue).Distinct());
        var message = $"The following variables were not declared: {names}.";
        context.ReportError(new DocumentRuleError(
            context.Document, SpecificationLinks.UsesDefined, message, undeclared));
    }

    private static void CheckPosition(GraphQLVariableDefinition declared, VariableUse use, ValidationContext context)
    {
        var type = declared.Type.GraphTypeFromType(context.Schema);
        if (type is null || use.Location is null || IsAllowed(declared, type, use)) return;

        var name = use.Variable.Name.StringValue;
        context.ReportError(new DocumentRuleError(
            context.Document,
            SpecificationLinks.UsesAllowed,
            $"The variable `{name}` is not compatible with the type of the current location.",
            [use.Variable],
            ("variable", name),
            ("variableType", type.ToString()),
            ("locationType", use.Location.ToString())));
    }

    private static bool IsAllowed(GraphQLVariableDefinition declared, IGraphType type, VariableUse use)
    {
        if (use.Location is not NonNullGraphType location || type is NonNullGraphType) return Fits(type, use.Location!);

        var hasValue = declared.DefaultValue is not (null or GraphQLNullValue);
        return (hasValue || use.HasDefault) && Fits(type, location.ResolvedType!);
    }

    private static bool Fits(IGraphType variable, IGraphType location) => (variable, location) switch
    {
        (NonNullGraphType v, NonNullGraphType l) => Fits(v.ResolvedType!, l.ResolvedType!),
        (_, NonNullGraphType) => false,
        (NonNullGraphType v, _) => Fits(v.ResolvedType!, location),
        (ListGraphType v, ListGraphType l) => Fits(v.ResolvedType!, l.ResolvedType!),
        (ListGraphType, _) or (_, ListGraphType) => false,
        _ => variable.Name == location.Name,
    };

    private static GraphQLVariableDefinition? Find(GraphQLOperationDefinition operation, GraphQLVariable variable)
        => operation.Variables?.Items.Find(declared => declared.Variable.Name.Value == variable.Name.Value);
}
