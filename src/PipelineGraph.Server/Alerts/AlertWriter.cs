using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Alerts;

/// <summary>Does what is due about the alerts of deals: alert and event together, a few deals at a time so that other
/// writers hardly wait.</summary>
internal sealed class AlertWriter(PipelineDatabase database, WriteLane lane, AlertLimits limits, TimeProvider clock)
{
    private const int BatchSize = 100;
    private const string NameOfSystem = "PipelineGraph";

    private DateTime Now => Instants.Truncate(clock.GetUtcNow().UtcDateTime);

    /// <summary>Those of the deals about whose alerts something is to be done; read without a place in the
    /// lane.</summary>
    public async Task<IReadOnlyList<Guid>> FindDueAsync(IEnumerable<Guid> deals, CancellationToken cancelled)
    {
        var found = new List<Guid>();
        foreach (var batch in deals.Chunk(BatchSize))
        {
            await using var context = database.Lease();
            var read = await Of(context, batch).ToListAsync(cancelled);
            found.AddRange((await DealAlerts.DueAsync(context, limits, read, Now, cancelled)).Select(each => each.Deal.Id));
        }
        return found;
    }

    /// <summary>Looks at the deals again inside a transaction, and does what is due.</summary>
    public async Task WriteAsync(IEnumerable<Guid> deals, CancellationToken cancelled)
    {
        foreach (var batch in deals.Order().Chunk(BatchSize))
            await lane.RunAsync(scope => WriteAsync(scope, batch), cancelled);
    }

    private async Task<int> WriteAsync(WriteScope scope, Guid[] deals)
    {
        var (context, now) = (scope.Context, Now);
        var read = await HoldAsync(context, deals);
        var due = await DealAlerts.DueAsync(context, limits, read, now, CancellationToken.None);
        if (due.Count == 0) return 0;

        var at = Recording.At(now, await context.ActorAsync(ActorKind.System, NameOfSystem));
        var raised = due.SelectMany(deal => Take(deal, at)).ToList();
        // First: an alert that recovers makes room for the next one of its reason.
        await context.SaveChangesAsync();
        context.AddRange(raised);
        var log = new EventLogger(context, scope.Append);
        foreach (var each in due) await log.TakeAsync(each.Deal);
        await context.SaveChangesAsync();
        scope.Rows?.Write();
        return due.Count;
    }

    /// <returns>New alerts.</returns>
    private static IEnumerable<StalledDealAlert> Take(DealAlerts deal, Recording at)
    {
        foreach (var step in deal.Due)
        {
            var alert = step.Take(deal.Deal, at);
            if (step.Change != AlertChange.Raised) continue;

            if (step.Stall is { IsCritical: true }) alert.Escalate(deal.Deal, at);
            yield return alert;
        }
    }

    /// <summary>Reads the deals so that nobody else changes them, or what is due about them, until the commit.</summary>
    private static Task<List<Deal>> HoldAsync(PipelineDbContext context, Guid[] deals)
        => context.Database.IsSqlite()
            ? Of(context, deals).ToListAsync()   // the only writer
            : context.Deals.FromSql(
                $"""SELECT * FROM "Deals" WHERE "Id" = ANY({deals}) ORDER BY "Id" FOR NO KEY UPDATE""")
                .AsNoTracking().ToListAsync();

    private static IQueryable<Deal> Of(PipelineDbContext context, Guid[] deals)
        => context.Deals.AsNoTracking().Where(deal => EF.Parameter(deals).Contains(deal.Id)).OrderBy(deal => deal.Id);
}
