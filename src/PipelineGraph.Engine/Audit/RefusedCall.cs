using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits.Rates;
using PipelineGraph.Engine.PersistedOperations;

namespace PipelineGraph.Engine.Audit;

/// <summary>Who was refused, and with what, as far as the log may tell.</summary>
/// <param name="Address">Of a caller whom nobody knows.</param>
/// <param name="Request">Null where it was refused before it was read.</param>
internal readonly record struct RefusedCall(
    string Transport, ClaimsPrincipal User, string? Address, GraphQLRequest? Request)
{
    public const string Http = "http", Sse = "sse", WebSocket = "websocket";

    private const int MostShown = 100;   // characters
    private const string None = "-";

    /// <summary>The subject of the token, or the address.</summary>
    public string Caller => User.Identity is { IsAuthenticated: true }
        ? LogText.Line(CallerRates.KeyOf(User), MostShown)
        : Address ?? None;

    /// <summary>The operation's name, the id of its document, or the hash of that.</summary>
    public string Operation => Request switch
    {
        { OperationName: { Length: > 0 } name } => LogText.Line(name, MostShown),
        { Id: { Length: > 0 } id } => LogText.Line(id, MostShown),
        { Query: { Length: > 0 } query } => "sha256:" + DocumentHash.Of(query),
        _ => None,
    };

    public static RefusedCall Of(HttpContext context, string? transport = null) => new(
        transport ?? (context.WebSockets.IsWebSocketRequest ? WebSocket : Http), context.User,
        context.Connection.RemoteIpAddress?.ToString(), context.Features.Get<GraphQLRequest>());
}
