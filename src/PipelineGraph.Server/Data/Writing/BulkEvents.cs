using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>Tells of deals that came in bulk, in the transaction that brings them.</summary>
internal static class BulkEvents
{
    /// <summary>Appends one DEAL_IMPORTED event for each deal; the deals are in their table already.</summary>
    public static async Task AddImportedAsync(
        this BulkInsert bulk, PipelineDbContext context, IEnumerable<Deal> deals, Recording at,
        CancellationToken cancelled)
    {
        using var positions = context.Database.GetDbConnection() is SqliteConnection { Handle: { } handle }
            ? new EventPositions(handle)
            : null;
        var events = new List<PipelineEvent>();
        var teams =
            await context.SalesReps.Select(rep => new { rep.Id, rep.Team })
                .ToDictionaryAsync(rep => rep.Id, rep => rep.Team, cancelled);
        var log = new EventLogger(context, events.Add, teams);
        foreach (var deal in deals)
        {
            deal.RecordImport(at);
            await log.TakeAsync(deal);
        }
        if (positions is not null)
            foreach (var happened in events) happened.Place(positions.Next());
        await bulk.AddAsync(events, cancelled);
        positions?.Save();
    }
}
