using System.Security.Claims;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Access;

/// <summary>`me`, and what it shows.</summary>
internal sealed class ViewerQueries : ObjectFields
{
    public ViewerQueries()
        => Resolved(new FieldType
        {
            Name = "me",
            Description = "The caller, as the token says.",
            ResolvedType = new NonNullGraphType(new GraphQLTypeReference("Viewer")),
            Resolver = new FuncFieldResolver<Caller>(context => Caller.From(context.User!))
        });
}

internal sealed class ViewerFields : ObjectFields
{
    /// <summary>Name under which field expressions find the caller's subject.</summary>
    public const string Subject = "subject";

    public ViewerFields() : base("Viewer")
    {
        Description("The caller: who, with which roles, and which sales rep that is.");
        Add("subject", "The token's subject.", NonNull("String"), caller => caller.Subject);
        Add("name", "The token's name, if it has one.", new GraphQLTypeReference("String"), caller => caller.Name);
        Add("roles", "The known roles of the token; what they allow adds up.",
            new NonNullGraphType(new ListGraphType(NonNull("Role"))), caller => caller.Roles);
        First("salesRep", () => Rows.Of<SalesRep>().Where(rep => rep.Subject == Rows.Request<string>(Subject)))
            .Description("The sales rep that the subject belongs to, if there is one.");
    }

    public static object? SubjectOf(ClaimsPrincipal? caller) => caller?.FindFirstValue(Claim.Subject);

    private void Add(string name, string description, IGraphType type, Func<Caller, object?> value)
        => Resolved(new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = type,
            Resolver = new FuncFieldResolver<object?>(context => value((Caller)context.Source!))
        });

    private static NonNullGraphType NonNull(string type) => new(new GraphQLTypeReference(type));
}

internal sealed class RoleEnum : EnumType<Role>
{
    public RoleEnum() : base("What a caller may do; several roles add up.")
    {
        Value(Role.Rep, "Sells: sees and changes their own deals.");
        Value(Role.Manager, "Leads a team: sees and changes the team's deals, overrides the process.");
        Value(Role.Analyst, "Reads everything, changes nothing.");
        Value(Role.Integration, "Another system: reads everything, moves and updates deals.");
        Value(Role.Admin, "May do everything.");
    }
}
