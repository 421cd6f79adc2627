using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Benchmarks;

/// <summary>The same rows, loaded by EF Core's queries and written by SaveChanges.</summary>
internal sealed class SavedMoves(PipelineDatabase database)
{
    private static readonly SemaphoreSlim Turn = new(1);
    private Dictionary<Guid, Stage>? _stages;
    private Actor? _actor;

    internal async Task MoveAsync(HttpContext context)
    {
        var move = await MoveRequest.ReadAsync(context);
        await Turn.WaitAsync();
        StageTransition transition;
        try
        {
            await using var lease = database.Lease();
            await using var transaction = await lease.Database.BeginTransactionAsync();
            transition = await WriteAsync(lease, move);
            await transaction.CommitAsync();
        }
        finally
        {
            Turn.Release();
        }
        await MoveRequest.AnswerAsync(context, move.DealId, move.ExpectedVersion + 1, transition.Id);
    }

    private async Task<StageTransition> WriteAsync(PipelineDbContext context, MoveRequest move)
    {
        _actor ??= await context.Actors.AsNoTracking().OrderBy(actor => actor.Id).FirstAsync();
        _stages ??= (await context.Pipelines.AsNoTracking().AsSplitQuery().Include(pipeline => pipeline.Stages)
                .ThenInclude(stage => stage.ExitCriteria).ToListAsync())
            .SelectMany(pipeline => pipeline.Stages).ToDictionary(stage => stage.Id);
        var deal = await context.Deals.FirstAsync(
            each => each.Id == move.DealId && each.Version == move.ExpectedVersion);
        await context.StageVisits.Where(visit => visit.DealId == deal.Id && visit.ExitedAt == null).LoadAsync();
        var team = await context.SalesReps.Where(rep => rep.Id == deal.OwnerId).Select(rep => rep.Team)
            .FirstOrDefaultAsync();
        var head = await context.EventHeads.SingleAsync();

        var (from, to) = (_stages[deal.StageId], _stages[move.ToStageId]);
        var transition = deal.Move(from, to, Recording.At(DateTime.UtcNow, _actor), new Justification(move.Reason),
            ExitCriteria.Unmet(from, deal.Facts(), []));
        var position = context.Entry(head).Property(each => each.Position);
        foreach (var happened in deal.TakeEvents())
        {
            happened.SetTeams(team, team);
            happened.Place(++position.CurrentValue);
            context.Add(happened);
        }
        await context.SaveChangesAsync();
        return transition;
    }
}
