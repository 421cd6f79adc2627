using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary><c>@specifiedBy(url:)</c> of the specification, which GraphQL.NET 8 lacks; Hot Chocolate's words.</summary>
internal sealed class SpecifiedByDirective : SchemaDirective
{
    public new const string Name = "specifiedBy";
    public const string Url = "url";

    public SpecifiedByDirective()
        : base(Name, DirectiveLocation.Scalar)
    {
        Description = "The `@specifiedBy` directive is used within the type system definition language to provide a URL"
            + " for specifying the behavior of custom scalar definitions.";
        Arguments = new QueryArguments(new QueryArgument<NonNullGraphType<StringGraphType>>
        {
            Name = Url,
            Description = "The specifiedBy URL points to a human-readable specification. This field will only read a"
                + " result for scalar types.",
        });
    }
}
