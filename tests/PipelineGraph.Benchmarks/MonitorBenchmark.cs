using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// A look at all deals for stalled ones, over so many open deals, most of which have alerts: the usual one, in which
/// nothing changes, and one after which a hundred alerts are new.
/// </summary>
internal static class MonitorBenchmark
{
    private const int Passes = 15, Changes = 100;
    private const double MostSeconds = 1, MostMegabytes = 32;

    internal static async Task<int> RunAsync(int deals)
    {
        var folder = Directory.CreateTempSubdirectory("pipelinegraph-benchmark-");
        try
        {
            return await RunAsync(deals, Path.Combine(folder.FullName, "monitor.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(int deals, string file)
    {
        await using var app = ServerHost.Build(
        [
            $"--ConnectionStrings:PipelineGraph=Data Source={file};Pooling=False", "--Logging:LogLevel:Default=Warning",
        ], HostPurpose.Command);
        await DatabaseStartup.MigrateAsync(app.Services);
        var now = Instants.Truncate(DateTime.UtcNow);
        var changing = await FillAsync(app.Services.GetRequiredService<PipelineDatabase>(), deals, now);
        var monitor = app.Services.GetRequiredService<StalledDealMonitor>();
        await monitor.PassAsync(default);   // what the days of rounding have left
        for (var i = 0; i < 3; i++) await monitor.PassAsync(default);

        var (seconds, megabytes) = (new double[Passes], 0.0);
        for (var i = 0; i < Passes; i++)
        {
            var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            await monitor.PassAsync(default);
            seconds[i] = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            megabytes = Math.Max(megabytes, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6);
        }
        await PlanAsync(app.Services.GetRequiredService<PipelineDatabase>(), changing, now);
        var before = Environment.CpuUsage.TotalTime;
        await monitor.PassAsync(default);
        var raising = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine($"a pass that raises {Changes} alerts: {raising:F2} s CPU");
        return Rounds.Check("seconds of CPU for a pass", Rounds.Median(seconds), MostSeconds)
            | Rounds.Check("megabytes allocated by a pass", megabytes, MostMegabytes);
    }

    /// <returns>Some deals.</returns>
    private static async Task<List<Deal>> FillAsync(PipelineDatabase database, int deals, DateTime now)
    {
        await using var context = database.Lease();
        await using var bulk = new BulkInsert(context);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var pipeline = new Pipeline("Sales", "EUR", now.AddYears(-1));
        var actor = new Actor(ActorKind.Import, "Benchmark");
        await bulk.AddAsync([pipeline], default);
        await bulk.AddAsync(pipeline.Stages, default);
        await bulk.AddAsync(pipeline.Stages.SelectMany(stage => stage.ExitCriteria), default);
        await bulk.AddAsync([actor], default);
        var (random, alerts, some) = (new Random(1), new SilentAlerts(AlertSettings.Default), new List<Deal>());
        foreach (var batch in Enumerable.Range(0, deals).Chunk(10_000))
        {
            var made = batch.Select(i => Deal(pipeline.Stages[i % pipeline.Stages.Count], actor, random, now)).ToList();
            await bulk.AddDealsAsync(made, default);
            foreach (var deal in made) alerts.Note(deal, isNew: true);
            some.AddRange(made.Where(deal => deal.Activities.Count == 0).Take(Changes - some.Count));
        }
        await alerts.RaiseAsync(context, bulk, now, default);
        await transaction.CommitAsync();
        return some;
    }

    private static Deal Deal(Stage stage, Actor actor, Random random, DateTime now)
    {
        var begun = now.AddDays(-random.NextDouble() * 60);
        var deal = new Deal("Deal", stage, "EUR", Recording.At(begun, actor), new DealEdit
        {
            AmountUnits = random.Next(1_000_0000),
            ExpectedCloseDate = DateOnly.FromDateTime(now.AddDays(random.Next(-10, 60))),
        });
        for (var i = random.Next(4); i > 0; i--)
            deal.LogActivity(new ActivityEntry(ActivityType.Call, "Rang") { CompletedAt = begun },
                Recording.At(now, actor));
        if (random.Next(3) > 0)
        {
            var due = now.AddDays(random.Next(-3, 20) + 0.5);
            deal.LogActivity(new ActivityEntry(ActivityType.Call, "Ring") { DueAt = due }, Recording.At(now, actor));
        }
        return deal;
    }

    /// <summary>Gives deals a step that is long overdue.</summary>
    private static async Task PlanAsync(PipelineDatabase database, IReadOnlyList<Deal> deals, DateTime now)
    {
        await using var context = database.Lease();
        await using var bulk = new BulkInsert(context);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var actor = new Actor(ActorKind.Import, "Planner");
        await bulk.AddAsync([actor], default);
        await bulk.AddAsync(deals.Select(deal => deal.LogActivity(
            new ActivityEntry(ActivityType.Call, "Ring") { DueAt = now.AddDays(-2) }, Recording.At(now, actor))),
            default);
        await transaction.CommitAsync();
    }
}
