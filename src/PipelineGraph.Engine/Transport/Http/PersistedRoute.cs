using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>Persisted documents by addresses of their own, which caches can tell apart, as Hot Chocolate has them.</summary>
internal static class PersistedRoute
{
    public const string Pattern = $"/persisted/{{{Id}}}/{{{OperationName}?}}";

    private const string Id = "id";
    private const string OperationName = "operationName";

    /// <summary>Whether the address names a document.</summary>
    public static bool NamesDocument(this HttpContext context) => context.GetRouteValue(Id) is not null;

    /// <summary>The request for the document of the address, which no other takes the place of.</summary>
    public static GraphQLRequest ByAddress(this GraphQLRequest request, HttpContext context)
        => context.GetRouteValue(Id) is not string id ? request : request with
        {
            Query = null,
            Id = id,
            OperationName = context.GetRouteValue(OperationName) as string ?? request.OperationName,
        };
}
