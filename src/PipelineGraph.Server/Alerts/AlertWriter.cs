using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
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
            var due = await DealAlerts.DueAsync(context, limits, read, Now, cancelled);
            found.AddRange(due.Select(each => each.Deal.Id));
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
        await context.SaveChangesAsync();
        await TellAsync(scope, due.Select(each => each.Deal));
        return due.Count;
    }

    /// <summary>Appends what the deals tell. Of one deal one event after the other: a save has no order, and these have
    /// no versions to be sorted by.</summary>
    private static async Task TellAsync(WriteScope scope, IEnumerable<Deal> deals)
    {
        var events = new List<PipelineEvent>();
        var log = new EventLogger(scope.Context, events.Add);
        foreach (var deal in deals) await log.TakeAsync(deal);
        foreach (var round in events.GroupBy(each => each.DealId).SelectMany(told => told.Index())
            .GroupBy(each => each.Index, each => each.Item).OrderBy(each => each.Key))
        {
            foreach (var happened in round) scope.Append(happened);
            await scope.Context.SaveChangesAsync();
        }
        scope.Rows?.Write();
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

    /// <summary>Reads the deals so that nobody else changes them, or their alerts, until the commit.</summary>
    private static Task<List<Deal>> HoldAsync(PipelineDbContext context, Guid[] deals)
        => context.Database.IsSqlite()
            ? Of(context, deals).ToListAsync()   // the only writer
            : context.Deals.FromSql(
                $"""SELECT * FROM "Deals" WHERE "Id" = ANY({deals}) ORDER BY "Id" FOR NO KEY UPDATE""")
                .AsNoTracking().ToListAsync();

    private static IQueryable<Deal> Of(PipelineDbContext context, Guid[] deals)
        => context.Deals.AsNoTracking().Where(deal => EF.Parameter(deals).Contains(deal.Id)).OrderBy(deal => deal.Id);
}
