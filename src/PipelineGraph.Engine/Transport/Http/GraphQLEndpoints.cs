using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Engine.Transport.Http;

public static class GraphQLEndpoints
{
    /// <summary>Serves GraphQL over HTTP; needs `AddPipelineGraphQL` and an ISchema.</summary>
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
        var handler = ActivatorUtilities.CreateInstance<GraphQLHttpHandler>(services, options, download, idempotent);
        return endpoints.Map(path, (RequestDelegate)handler.HandleAsync);
    }
}
