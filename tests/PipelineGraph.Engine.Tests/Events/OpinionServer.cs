using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Planning;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>The small library, whose reviews can be followed.</summary>
internal sealed class OpinionServer : IDisposable
{
    private readonly List<CancellationTokenSource> _started = [];

    private OpinionServer(LibraryServer library) => Library = library;

    public LibraryServer Library { get; }

    public OpinionFeed Feed { get; } = new();

    public EventStreams Streams => Library.Services.GetRequiredService<EventStreams>();

    public static async Task<OpinionServer> StartAsync(
        Action<Book>? change = null, Action<LimitOptions>? limits = null)
    {
        OpinionServer? server = null;
        var library = await SmallLibrary.ServeAsync(change, services =>
        {
            services.AddSingleton<ObjectFields>(new OpinionQueries(() => server!.Library))
                .AddSingleton<EntityType, SignedType>().AddSingleton<EntityType, AnonymousType>()
                .AddSingleton<SubscriptionType, OpinionSubscriptions>()
                .AddSingleton<EventFeed>(_ => server!.Feed);
            if (limits is not null) services.Configure(limits);
        });
        server = new OpinionServer(library);
        var planning = library.Services.GetRequiredService<PlanningOptions>();
        planning.Audience = user => user?.Identity?.Name ?? "";
        return server;
    }

    /// <summary>Finds out what a subscription wants.</summary>
    public async Task<OpenedStream> OpenAsync(
        string query, string? variables = null, string caller = "", string? resumeAfter = null)
    {
        var (errors, stream) = await TryOpenAsync(query, variables, caller, resumeAfter);
        Assert.Empty(errors);
        return stream!;
    }

    public Task<(IReadOnlyList<GraphQL.ExecutionError> Errors, OpenedStream? Stream)> TryOpenAsync(
        string query, string? variables = null, string caller = "", string? resumeAfter = null)
    {
        var json = $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables ?? "null"}}}";
        var request = RequestReader.Read(Encoding.UTF8.GetBytes(json), new LimitOptions());
        var prepared = Library.Services.GetRequiredService<GraphQLExecutor>().Prepare(request);
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller)]));
        return Streams.OpenAsync(prepared, user, resumeAfter, default);
    }

    /// <summary>Starts a subscription.</summary>
    /// <returns>Its end, and what ends it.</returns>
    public (Task Run, CancellationTokenSource Cancellation) Start(OpenedStream stream, EventSink sink)
    {
        var cancellation = new CancellationTokenSource();
        _started.Add(cancellation);
        return (Task.Run(() => Streams.RunAsync(stream, sink, cancellation.Token)), cancellation);
    }

    /// <summary>Opens and starts a subscription.</summary>
    public async Task<RecordingSink> FollowAsync(string query, string? variables = null, string caller = "")
    {
        var sink = new RecordingSink();
        Start(await OpenAsync(query, variables, caller), sink);
        return sink;
    }

    public void Dispose()
    {
        foreach (var cancellation in _started)
        {
            cancellation.Cancel();
            cancellation.Dispose();
        }

        Library.Dispose();
    }
}
