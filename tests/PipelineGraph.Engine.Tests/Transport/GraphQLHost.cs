using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Transport.Http;

namespace PipelineGraph.Engine.Tests.Transport;

/// <summary>The engine's endpoint over <see cref="SmallSchema"/> on Kestrel, at a free loopback port.</summary>
public sealed class GraphQLHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GraphQLHost(WebApplication app, CapturedLogs logs) => (_app, Logs) = (app, logs);

    public CapturedLogs Logs { get; }
    public IServiceProvider Services => _app.Services;
    public HttpClient Client { get; private set; } = new();
    internal SmallSchema.ProbeState Probe => ((SmallSchema)_app.Services.GetRequiredService<ISchema>()).Probe;
    public Uri Url => new(Client.BaseAddress!, "/graphql");

    /// <summary>Stops as a server does on SIGTERM.</summary>
    public Task StopAsync() => _app.StopAsync();

    public static async Task<GraphQLHost> StartAsync(
        Action<GraphQLHttpOptions>? endpoint = null,
        Action<LimitOptions>? limits = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new CapturedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ISchema, SmallSchema>();
        builder.Services.AddPipelineGraphQL();
        if (limits is not null) builder.Services.Configure(limits);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        pipeline?.Invoke(app);
        app.MapPipelineGraphQL("/graphql", options =>
        {
            options.RequireAuthentication = false;
            endpoint?.Invoke(options);
        });
        await app.StartAsync();
        return new(app, logs) { Client = ClientOf(app) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static HttpClient ClientOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(addresses.Single()) };
    }
}
