using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Validation;

/// <summary>Sections 5.3.1, 5.4.1 and 5.5.1.2: fields, arguments and types exist.</summary>
/// <remarks>GraphQL.NET's rules search for similar names, which costs time and tells strangers the schema.</remarks>
internal sealed class KnownNames : ValidationRuleBase
{
    private static readonly INodeVisitor Visitor = new NodeVisitors(
        new MatchingNodeVisitor<GraphQLField>((field, context) => CheckField(field, context)),
        new MatchingNodeVisitor<GraphQLArgument>((argument, context) => CheckArgument(argument, context)),
        new MatchingNodeVisitor<GraphQLNamedType>((type, context) => CheckType(type, context)));

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void CheckField(GraphQLField field, ValidationContext context)
    {
        if (context.TypeInfo.GetFieldDef() is not null) return;
        if (context.TypeInfo.GetParentType()?.GetNamedType() is not { } type || !type.IsCompositeType()) return;

        var name = field.Name.StringValue;
        context.ReportError(new DocumentRuleError(
            context.Document,
            SpecificationLinks.Fields,
            $"The field `{name}` does not exist on the type `{type.Name}`.",
            [field],
            ("type", type.Name),
            ("field", name),
            ("responseName", field.Alias?.Name.StringValue ?? name)));
    }

    private static void CheckArgument(GraphQLArgument argument, ValidationContext context)
    {
        var name = argument.Name.StringValue;
        switch (context.TypeInfo.GetAncestor(2))
        {
            case GraphQLDirective when context.TypeInfo.GetDirective() is { } directive:
                if (directive.Arguments?.Find(argument.Name) is not null) return;

                Report($"the directive `@{directive.Name}`", ("directive", directive.Name));
                break;
            case GraphQLField when context.TypeInfo.GetFieldDef() is { } field:
                if (field.Arguments?.Find(argument.Name) is not null) return;

                var type = context.TypeInfo.GetParentType()?.GetNamedType()?.Name;
                Report($"the field `{field.Name}`", ("type", type), ("field", field.Name));
                break;
        }

        void Report(string on, params ReadOnlySpan<(string, object?)> place)
            => context.ReportError(new DocumentRuleError(
                context.Document,
                SpecificationLinks.Arguments,
                $"The argument `{name}` does not exist on {on}.",
                [argument],
                [.. place, ("argument", name)]));
    }

    private static void CheckType(GraphQLNamedType type, ValidationContext context)
    {
        if (context.Schema.AllTypes[type.Name] is not null) return;

        var name = type.Name.StringValue;
        context.ReportError(new DocumentRuleError(
            context.Document, SpecificationLinks.Types, $"The type `{name}` does not exist.", [type], ("type", name)));
    }
}
