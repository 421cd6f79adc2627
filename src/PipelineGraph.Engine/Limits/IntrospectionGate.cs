using System.Security.Claims;
using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Authorization;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Limits;

/// <summary>Who may ask for the schema by `__schema` and `__type`; `__typename` is for everybody.</summary>
internal sealed class IntrospectionGate(LimitOptions limits)
{
    private readonly RoleList _roles = new(limits.IntrospectionRoles);

    /// <returns>Why an operation of a valid document is refused, or null.</returns>
    public ExecutionError? Check(PreparedRequest prepared, ClaimsPrincipal? user)
    {
        if (limits.Introspection is IntrospectionAccess.On) return null;
        if (Find(prepared.Operation!.SelectionSet, prepared.Document!.Ast!) is not { } field) return null;
        if (limits.Introspection is IntrospectionAccess.Roles && _roles.Includes(user)) return null;

        var error = RequestErrors.IntrospectionNotAllowed(field.Name.StringValue);
        error.AddLocation(field, prepared.Document.Ast!);
        return error;
    }

    private static GraphQLField? Find(GraphQLSelectionSet set, GraphQLDocument document)
    {
        foreach (var selection in set.Selections)
        {
            var found = selection switch
            {
                GraphQLField field => field.Name.Value == "__schema" || field.Name.Value == "__type" ? field : null,
                GraphQLInlineFragment inline => Find(inline.SelectionSet, document),
                GraphQLFragmentSpread { FragmentName.Name: var name }
                    => Find(document.FindFragmentDefinition(name.Value)!.SelectionSet, document),
                _ => null,
            };
            if (found is not null) return found;
        }

        return null;
    }
}
