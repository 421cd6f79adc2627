using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary><c>@authorize(…)</c>; declaration and words (their slips included) are Hot Chocolate's.</summary>
internal sealed class AuthorizeDirective : SchemaDirective
{
    public new const string Name = "authorize";
    public const string Policy = "policy";
    public const string Roles = "roles";
    public const string Apply = "apply";

    public AuthorizeDirective()
        : base(Name, DirectiveLocation.Object, DirectiveLocation.FieldDefinition)
    {
        Repeatable = true;
        Description = "The authorize directive.";
        Arguments = new QueryArguments(
            new QueryArgument<StringGraphType>
            {
                Name = Policy,
                Description = "The name of the authorization policy that determines access to the annotated resource.",
            },
            new QueryArgument<ListGraphType<NonNullGraphType<StringGraphType>>>
            {
                Name = Roles,
                Description = "Roles that are allowed to access the annotated resource.",
            },
            new QueryArgument(new NonNullGraphType(new ApplyPolicyType()))   // an instance: no container need know it
            {
                Name = Apply,
                Description = "Defines when when the authorize directive shall be applied.By default the authorize"
                    + " directives are applied during the validation phase.",
                DefaultValue = ApplyPolicy.BeforeResolver,
            });
    }
}
