using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Authorization;

/// <summary>Who may use a field: callers with one of the roles that its declaration names.</summary>
internal static class FieldAccess
{
    private const string Key = "PipelineGraph.Roles";

    internal static void Restrict(IMetadataWriter element, string[] roles)
        => element.Metadata[Key] = new RoleList(string.Join(',', roles));

    /// <param name="field">Null at the root, which is no field.</param>
    /// <returns>Why the caller does not get the field, or null.</returns>
    internal static ExecutionError? Check(ExecutionContext context, FieldType? field)
    {
        if (field?.GetMetadata<RoleList?>(Key) is not { } roles || roles.Includes(context.User)) return null;

        // What was done already is told again to whoever was allowed to do it then.
        return RequestContext.Of(context).Idempotent?.StoredOutcome is null ? RequestErrors.NotAuthorized() : null;
    }
}
