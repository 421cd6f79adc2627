using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Transport.Sse;
using PipelineGraph.Engine.Transport.WebSocket;

namespace PipelineGraph.Engine.Transport.Http;

public static class GraphQLEndpoints
{
    /// <summary>
    /// Serves GraphQL over HTTP and WebSocket, and below it persisted documents by their addresses; needs
    /// `AddPipelineGraphQL` and an ISchema.
    /// </summary>
    public static IEndpointConventionBuilder MapPipelineGraphQL(
        this IEndpointRouteBuilder endpoints, string path = "/graphql", Action<GraphQLHttpOptions>? configure = null)
    {
        var options = new GraphQLHttpOptions();
        configure?.Invoke(options);

        var services = endpoints.ServiceProvider;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var download = new SchemaDownload(options, services.GetRequiredService<ISchema>(), time);
        var idempotent = new IdempotentHttp(
            services.GetRequiredService<GraphQLExecutor>(), services.GetService<IdempotencyStore>(), time);
        var streams = services.GetService<EventFeed>() is null ? null : services.GetRequiredService<EventStreams>();
        var sse = new SseHandler(services.GetRequiredService<GraphQLExecutor>(), streams,
            services.GetRequiredService<OpenConnections>(), services.GetRequiredService<ConnectionPlaces>(),
            services.GetRequiredService<IOptions<LimitOptions>>().Value, time);
        var handler = ActivatorUtilities.CreateInstance<GraphQLHttpHandler>(
            services, options, download, idempotent, sse);
        var sockets = Sockets(services, options, time, streams);

        var group = endpoints.MapGroup(path);
        var pipeline = endpoints.CreateApplicationBuilder();
        // The protocol has pings of its own.
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        pipeline.Run(context
            => context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context) : handler.HandleAsync(context));
        group.Map("", pipeline.Build());
        group.Map(PersistedRoute.Pattern, handler.HandleAsync);
        return group;
    }

    private static GraphQLSocketHandler Sockets(
        IServiceProvider services, GraphQLHttpOptions options, TimeProvider time, EventStreams? streams)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var signIn = new SocketSignIn(scopes, options.RequireAuthentication);
        var execution = new SocketExecution(services.GetRequiredService<GraphQLExecutor>(), streams, scopes,
            services.GetRequiredService<UnexpectedErrors>(), services.GetRequiredService<RefusalAudit>());
        var limits = services.GetRequiredService<IOptions<LimitOptions>>().Value;
        var shared = new SocketServices(
            new SocketOrigins(options.AllowsOrigin), signIn, execution, limits, time,
            services.GetRequiredService<UnexpectedErrors>(), services.GetRequiredService<RefusalAudit>());
        return new GraphQLSocketHandler(shared, services.GetRequiredService<OpenConnections>(),
            services.GetRequiredService<ConnectionPlaces>());
    }
}
