using System.Linq.Expressions;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Board;

/// <summary>Which open deals stand still, by the rules of their stages.</summary>
internal static class StalledDeals
{
    private static readonly TimeSpan StepGrace = TimeSpan.FromHours(24);

    /// <summary>True for the stalled ones among the open deals of some stages.</summary>
    /// <param name="stages">With their pipeline, at least one.</param>
    /// <param name="learned">Learned limits of stages, days.</param>
    /// <param name="inactivityDays">After so many days without anything done a deal is stalled.</param>
    public static Expression<Func<Deal, bool>> Among(
        IReadOnlyList<Stage> stages, IReadOnlyDictionary<Guid, double> learned, int inactivityDays, DateTime now)
        => stages.Select(stage => In(stage, learned.TryGetValue(stage.Id, out var days) ? days : null, inactivityDays, now))
            .Aggregate((one, other) => Expression.Lambda<Func<Deal, bool>>(
                Expression.OrElse(one.Body, Expression.Invoke(other, one.Parameters)), one.Parameters));

    private static Expression<Func<Deal, bool>> In(Stage stage, double? learned, int inactivityDays, DateTime now)
    {
        var (id, rules) = (stage.Id, stage.StallRules);
        var (byTime, byActivity) = (rules.HasFlag(StallRules.TimeInStage), rules.HasFlag(StallRules.NoActivity));
        var (byStep, byClose) = (rules.HasFlag(StallRules.NextStepOverdue), rules.HasFlag(StallRules.CloseDatePassed));
        var entered = now.AddDays(-StageTimeLimit.Of(stage, learned).Days);
        var (touched, overdue) = (now.AddDays(-inactivityDays), now - StepGrace);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(stage.Pipeline.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        return deal => deal.StageId == id && (
            (byTime && deal.StageEnteredAt < entered)
            || (byActivity && deal.CreatedAt < touched && deal.LastTransitionAt < touched
                && (deal.LastChangeAt == null || deal.LastChangeAt < touched)
                && (deal.LastActivityAt == null || deal.LastActivityAt < touched)
                && !deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt > now))
            || (byStep && deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt < overdue))
            || (byClose && deal.ExpectedCloseDate < today));
    }
}
