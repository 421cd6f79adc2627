using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary><c>@cost(weight:)</c>; declaration and words are Hot Chocolate's.</summary>
internal sealed class CostDirective : SchemaDirective
{
    public new const string Name = "cost";
    public const string Weight = "weight";

    public CostDirective()
        : base(
            Name,
            DirectiveLocation.Scalar,
            DirectiveLocation.Object,
            DirectiveLocation.FieldDefinition,
            DirectiveLocation.ArgumentDefinition,
            DirectiveLocation.Enum,
            DirectiveLocation.InputFieldDefinition)
    {
        Description = "The purpose of the `cost` directive is to define a `weight` for GraphQL types, fields, and"
            + " arguments. Static analysis can use these weights when calculating the overall cost of a query or"
            + " response.";
        Arguments = new QueryArguments(new QueryArgument<NonNullGraphType<StringGraphType>>
        {
            Name = Weight,
            Description = "The `weight` argument defines what value to add to the overall cost for every appearance,"
                + " or possible appearance, of a type, field, argument, etc.",
        });
    }
}
