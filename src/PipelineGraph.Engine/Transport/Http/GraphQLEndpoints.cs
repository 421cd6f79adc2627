using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        var handler = ActivatorUtilities.CreateInstance<GraphQLHttpHandler>(services, options, download);
        return endpoints.Map(path, (RequestDelegate)handler.HandleAsync);
    }
}
