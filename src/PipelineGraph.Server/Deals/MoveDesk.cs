using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Pipelines;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

/// <summary>Reads all that the move of one deal asks for by one command, which is compiled once: moves are the most
/// frequent writes.</summary>
internal sealed class MoveDesk(DealDesk desk, PipelineBook pipelines)
{
    /// <summary>The owner's team is read for the caller's rights and for the event, the visit because the move ends
    /// it.</summary>
    private sealed record Row(Deal Deal, string? OwnerTeam, StageVisit? Visit, int DesignVersion, DateTime DesignedAt);

    // Not static: a compiled query belongs to one model.
    private readonly Func<PipelineDbContext, Guid, Task<Row?>> _read = EF.CompileAsyncQuery(
        (PipelineDbContext context, Guid id) => context.Deals.Where(deal => deal.Id == id)
            .SelectMany(deal => deal.Visits.Where(visit => visit.ExitedAt == null).DefaultIfEmpty(),
                (deal, visit) => new Row(deal, deal.Owner!.Team, visit, deal.Pipeline.Version, deal.Pipeline.UpdatedAt))
            .FirstOrDefault());

    private string? _sql;

    /// <summary>The deal with its running visit, where it stands and where it shall go; null for what is missing.</summary>
    public async Task<(Deal? Deal, Stage? From, Stage? To)> FindAsync(
        WriteSession session, Lookup lookup, NodeId<Deal> dealId, NodeId<Stage> toStageId)
    {
        var row = session.Rows is { } rows ? Read(rows, dealId.Value) : await _read(session.Context, dealId.Value);
        if (row is null || !session.Known.MayChange(row.Deal, row.OwnerTeam))
        {
            lookup.Miss(nameof(Deal), dealId.Value);
            await DealDesk.RefuseSeenAsync(session, session.Context.Deals.Where(deal => deal.Id == dealId.Value));
            return (null, null, await desk.StageAsync(session, lookup, toStageId));
        }

        if (row.Deal.OwnerId is { } owner) session.KnownTeams[owner] = row.OwnerTeam;
        var pipeline = await pipelines.GetAsync(session.Context, row.Deal.PipelineId,
            new DesignStamp(row.DesignVersion, row.DesignedAt), session.Cancelled);
        return (row.Deal, Find(pipeline, row.Deal.StageId),
            Find(pipeline, toStageId.Value) ?? await desk.StageAsync(session, lookup, toStageId));
    }

    /// <summary>The same past EF Core's tracker, for SQLite.</summary>
    private Row? Read(HeldRows rows, Guid id)
    {
        var (deals, visits) = (rows.Table<Deal>(), rows.Table<StageVisit>());
        var query = rows.Query(_sql ??= $"""
            SELECT {deals.Columns("d")}, {visits.Columns("v")}, r."Team", p."Version", p."UpdatedAt"
            FROM "Deals" AS d
            INNER JOIN "Pipelines" AS p ON p."Id" = d."PipelineId"
            LEFT JOIN "SalesReps" AS r ON r."Id" = d."OwnerId"
            LEFT JOIN "StageVisits" AS v ON v."DealId" = d."Id" AND v."ExitedAt" IS NULL
            WHERE d."Id" = ?
            """);
        query.Bind(1, id);
        try
        {
            if (!query.Step()) return null;

            var deal = rows.Hold<Deal>(query, 0);
            var visit = query.IsNull(deals.Width)
                ? null
                : rows.Hold<StageVisit>(query, deals.Width, deal, nameof(Deal.Visits));
            var rest = deals.Width + visits.Width;
            return new Row(deal, query.IsNull(rest) ? null : query.Text(rest), visit, query.Int32(rest + 1),
                Instants.FromUnixMilliseconds(query.Int64(rest + 2)));
        }
        finally
        {
            query.Reset();
        }
    }

    private static Stage? Find(Pipeline pipeline, Guid id) => pipeline.Stages.FirstOrDefault(stage => stage.Id == id);
}
