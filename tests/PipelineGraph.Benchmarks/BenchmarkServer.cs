using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Benchmarks;

/// <summary>The real server, with the rivals beside it: same process, same middleware, same authentication.</summary>
internal static class BenchmarkServer
{
    internal const string HandWritten = "/hand-written";
    internal const string Compiled = "/compiled";
    internal const string HandWrittenMove = "/hand-written-move";
    internal const string SavedMove = "/saved-move";
    internal const string HandWrittenMetrics = "/hand-written-metrics";
    internal const string LinqMetrics = "/linq-metrics";
    internal const string Bare = "/bare";
    internal const string Broadcast = "/broadcast";
    internal const string Heap = "/heap";
    internal const string Cpu = "/cpu";
    internal const string Checks = "/checks";
    internal const string SignIn = "/sign-in";
    internal const string HandWrittenTeam = "/hand-written-team";
    internal const string HandWrittenOwn = "/hand-written-own";
    internal const string Commits = "/commits";

    /// <param name="more">Settings that win over those of all benchmarks.</param>
    internal static async Task RunAsync(string connectionString, string url, string[] more)
    {
        await using var app = ServerHost.Build(
        [
            $"--ConnectionStrings:PipelineGraph={connectionString}", $"--urls={url}", "--environment=Development",
            "--Demo:Enabled=false", "--Alerts:Enabled=false", "--Limits:ExecutionTimeout=00:05:00",
            "--Limits:FieldCost=1000000", "--Limits:TypeCost=1000000",   // lists of all pipelines' stages
            "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.AspNetCore.HttpLogging=Warning",
            .. more
        ]);
        await DatabaseStartup.MigrateAsync(app.Services);   // and a copy has not the journal that a server works with
        var database = app.Services.GetRequiredService<PipelineDatabase>();
        app.MapPost(HandWritten, new HandWrittenDeals(connectionString).WriteAsync);
        app.MapPost(HandWrittenTeam, new HandWrittenDeals(connectionString, HandWrittenDeals.OfTeam).WriteAsync);
        app.MapPost(HandWrittenOwn, new HandWrittenDeals(connectionString, HandWrittenDeals.OfOwner).WriteAsync);
        app.MapPost(Checks, AccessParts.CheckAsync);
        app.MapPost(SignIn, AccessParts.SignInAsync);
        app.MapPost(Compiled, context => CompiledDeals.WriteAsync(context, database));
        MapMoves(app, database, connectionString);
        MapLive(app);
        var metrics = new MetricsRivals(app.Services, connectionString);
        app.MapPost(HandWrittenMetrics, metrics.HandWrittenAsync);
        app.MapPost(LinqMetrics, metrics.LinqAsync);
        app.MapPost(Cpu, context => context.Response.WriteAsync(
            Environment.CpuUsage.TotalTime.TotalMicroseconds.ToString(CultureInfo.InvariantCulture)));
        await app.RunAsync();
    }

    private static void MapLive(WebApplication app)
    {
        var bare = new BareBroadcast();
        app.UseWebSockets();
        app.Map(Bare, bare.AcceptAsync);
        app.MapPost(Broadcast, bare.SendAsync);
        app.MapPost(Heap, context =>
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            return context.Response.WriteAsync(GC.GetTotalMemory(forceFullCollection: true)
                .ToString(CultureInfo.InvariantCulture));
        });
    }

    private static void MapMoves(WebApplication app, PipelineDatabase database, string connectionString)
    {
        // Opened by the first move: the lists are measured without it.
        var byHand = new Lazy<HandWrittenMoves>(() => new HandWrittenMoves(connectionString));
        var saved = new SavedMoves(database);
        app.MapPost(HandWrittenMove, context => byHand.Value.MoveAsync(context));
        app.MapPost(SavedMove, saved.MoveAsync);
        app.MapPost(Commits, context => context.Response.WriteAsync(
            ((SqliteLane)context.RequestServices.GetRequiredService<WriteLane>()).Commits
                .ToString(CultureInfo.InvariantCulture)));
    }
}
