using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Demo;

/// <summary>Fills an empty database with a company that does not exist.</summary>
internal sealed class DemoCompany(PipelineDatabase database, TimeProvider clock, AlertSettings? alerts = null)
{
    public const int DefaultDeals = 2_000;
    public const int DefaultSeed = 1;

    /// <summary>Deals per transaction at most: fewer transactions write the same index pages less often.</summary>
    private const int LargestBatch = 10_000;

    /// <summary>Creates the company unless the database holds anything already.</summary>
    /// <returns>False when it does; nothing has changed then.</returns>
    public async Task<bool> CreateAsync(
        int deals = DefaultDeals, int seed = DefaultSeed, IProgress<int>? progress = null,
        CancellationToken cancelled = default)
    {
        await using var context = database.Lease();
        if (await HoldsDataAsync(context, cancelled)) return false;

        await using var bulk = new BulkInsert(context);
        var world = new DemoWorld(deals, seed, Instants.Truncate(clock.GetUtcNow().UtcDateTime));
        var teller = new Actor(ActorKind.Import, "Demo");
        var told = Recording.At(world.Now, teller);
        var stalled = new SilentAlerts(alerts ?? AlertSettings.Default);
        var written = 0;
        foreach (var batch in world.Deals().Chunk(BatchSize(deals)))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancelled);
            if (written == 0)
            {
                await FoundAsync(bulk, world, cancelled);
                await bulk.AddAsync([teller], cancelled);
            }
            await bulk.AddDealsAsync(batch, cancelled);
            await bulk.AddImportedAsync(context, batch, told, cancelled);
            foreach (var deal in batch) stalled.Note(deal, isNew: true);
            written += batch.Length;
            if (written == deals) await stalled.RaiseAsync(context, bulk, world.Now, cancelled);
            await transaction.CommitAsync(cancelled);
            progress?.Report(written);
        }
        await EventNumbering.NumberAsync(database);
        return true;
    }

    /// <summary>The company itself goes with the first batch, so that the default one is all or nothing.</summary>
    private static int BatchSize(int deals) => Math.Clamp(deals / 50, DefaultDeals, LargestBatch);

    private static async Task<bool> HoldsDataAsync(PipelineDbContext context, CancellationToken cancelled)
        => await context.Pipelines.AnyAsync(cancelled) || await context.Accounts.AnyAsync(cancelled)
            || await context.SalesReps.AnyAsync(cancelled) || await context.ExchangeRates.AnyAsync(cancelled);

    private static async Task FoundAsync(BulkInsert bulk, DemoWorld world, CancellationToken cancelled)
    {
        var pipelines = world.Processes.Select(process => process.Pipeline).ToList();
        await bulk.AddAsync(pipelines, cancelled);
        await bulk.AddAsync(pipelines.SelectMany(pipeline => pipeline.Stages), cancelled);
        await bulk.AddAsync(
            pipelines.SelectMany(pipeline => pipeline.Stages).SelectMany(stage => stage.ExitCriteria), cancelled);
        await bulk.AddAsync(world.Staff.Reps, cancelled);
        await bulk.AddAsync(world.Staff.Actors, cancelled);
        await bulk.AddAsync(world.Market.Customers.Select(customer => customer.Account), cancelled);
        await bulk.AddAsync(world.Market.Customers.SelectMany(customer => customer.Contacts), cancelled);
        await bulk.AddAsync(world.ExchangeRates, cancelled);
    }
}
