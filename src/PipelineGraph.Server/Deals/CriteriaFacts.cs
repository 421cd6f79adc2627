using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Deals;

/// <summary>
/// What the exit criteria of some stages ask of some deals beyond their own columns: one command for each kind of thing
/// that is asked, however many deals there are.
/// </summary>
internal sealed class CriteriaFacts
{
    private readonly HashSet<Guid> _withOpenObjection = [];
    private readonly Dictionary<Guid, int> _completedTypes = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _completedItems = [];

    /// <param name="deals">Their ids.</param>
    /// <param name="stages">The stages that they stand in.</param>
    public static async Task<CriteriaFacts> ReadAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> deals, IEnumerable<Stage> stages, CancellationToken cancelled)
    {
        var facts = new CriteriaFacts();
        var asked = stages.SelectMany(stage => stage.CriteriaInUse()).ToList();
        var types = asked.Where(criterion => criterion.ActivityType is not null)
            .Select(criterion => criterion.ActivityType!.Value).Distinct().ToArray();
        if (types.Length > 0) await facts.ReadActivitiesAsync(context, deals, types, cancelled);
        if (asked.Exists(criterion => criterion.Kind == ExitCriterionKind.NoOpenObjections))
            await facts.ReadObjectionsAsync(context, deals, cancelled);
        if (asked.Exists(criterion => criterion.Kind == ExitCriterionKind.ChecklistItem))
            await facts.ReadCompletionsAsync(context, deals, cancelled);
        return facts;
    }

    /// <summary>The criteria of its stage that a deal does not fulfil, in order.</summary>
    public IReadOnlyList<ExitCriterion> Unmet(Deal deal, Stage stage)
        => ExitCriteria.Unmet(stage, deal.Facts() with
        {
            HasOpenObjection = _withOpenObjection.Contains(deal.Id),
            CompletedActivityTypes = _completedTypes.GetValueOrDefault(deal.Id),
        }, _completedItems.GetValueOrDefault(deal.Id) ?? []);

    private async Task ReadActivitiesAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> deals, ActivityType[] types, CancellationToken cancelled)
    {
        var completed = context.Activities
            .Where(activity => deals.Contains(activity.DealId) && types.Contains(activity.Type)
                && activity.CompletedAt >= (activity.Deal.Transitions
                    .Where(move => move.Kind == TransitionKind.Reopened && !move.IsReverted)
                    .Max(move => (DateTime?)move.EffectiveAt) ?? activity.Deal.CreatedAt))
            .Select(activity => new { activity.DealId, activity.Type }).Distinct();
        await foreach (var done in completed.AsAsyncEnumerable().WithCancellation(cancelled))
            _completedTypes[done.DealId] = _completedTypes.GetValueOrDefault(done.DealId) | (1 << (int)done.Type);
    }

    private async Task ReadObjectionsAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> deals, CancellationToken cancelled)
        => _withOpenObjection.UnionWith(await context.Objections
            .Where(objection => deals.Contains(objection.DealId) && objection.ResolvedAt == null)
            .Select(objection => objection.DealId).Distinct().ToListAsync(cancelled));

    private async Task ReadCompletionsAsync(
        PipelineDbContext context, IReadOnlyCollection<Guid> deals, CancellationToken cancelled)
    {
        var completions = context.ChecklistCompletions.Where(done => deals.Contains(done.DealId))
            .Select(done => new { done.DealId, done.CriterionId });
        await foreach (var done in completions.AsAsyncEnumerable().WithCancellation(cancelled))
        {
            if (!_completedItems.TryGetValue(done.DealId, out var items)) _completedItems.Add(done.DealId, items = []);
            items.Add(done.CriterionId);
        }
    }
}
