using System.Text;
using GraphQL;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Transport.Http;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>GraphQL over WebSocket: the sub-protocol `graphql-transport-ws`.</summary>
internal sealed class GraphQLSocketHandler(SocketServices services, OpenConnections open, ConnectionPlaces places)
{
    private const string Protocol = "graphql-transport-ws";

    public Task HandleAsync(HttpContext context)
    {
        if (!services.Origins.Allow(context.Request))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, RequestErrors.OriginNotAllowed());
        if (services.SignIn.IsRefused(context)) return HttpResponseWriter.ChallengeAsync(context);
        if (context.Request.Headers.ContainsKey(IdempotencyHeader.Name))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, IdempotencyErrors.NotOnSockets());

        return places.TryTake(context, out var refused) is { } place ? ConnectAsync(context, place) : refused;
    }

    private async Task ConnectAsync(HttpContext context, ConnectionPlace place)
    {
        using var taken = place;
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var isSpoken = offered.Contains(Protocol);

        // Browsers show no close code where the server did not take up one of the protocols they offer.
        var answer = isSpoken ? Protocol : offered.FirstOrDefault(protocol => Ascii.IsValid(protocol));
        using var socket = await context.WebSockets.AcceptWebSocketAsync(answer);
        context.Request.Headers.Clear();   // nobody reads them any more, and they would live as long as the socket
        var connection = new SocketConnection(services, context, socket, place);
        if (!isSpoken) connection.Close(CloseReason.OtherProtocol);
        await open.RunAsync(connection);
    }

    private static Task RefuseAsync(HttpContext context, int status, ExecutionError error)
        => HttpResponseWriter.WriteAsync(context, ResponseFormat.Json, status, error);
}
