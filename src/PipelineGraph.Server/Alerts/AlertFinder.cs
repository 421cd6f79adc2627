using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Alerts;

/// <summary>
/// Finds, in the database, the deals whose alerts are to change: what the domain's rules say, as SQL. It may find a
/// deal too many, where an instant lies on a limit or the clock was set back; the rules decide before anything is
/// written.
/// </summary>
/// <param name="stages">All stages.</param>
internal sealed class AlertFinder(PipelineDbContext context, IReadOnlyCollection<StageLimits> stages, DateTime now)
{
    private const double MostDays = 36_500;   // longer limits are never met, and dates have an end

    private static readonly StallReason[] Reasons = Enum.GetValues<StallReason>();

    public async Task<HashSet<Guid>> FindAsync(CancellationToken cancelled)
    {
        var found = new HashSet<Guid>();
        var queries = stages.Select(ToRaise).Concat(stages.Select(SwitchedOff))
            .Concat(stages.GroupBy(stage => stage.DayOf(now)).Select(ToChange));
        foreach (var query in queries.OfType<IQueryable<Guid>>())
        {
            await foreach (var deal in query.AsAsyncEnumerable().WithCancellation(cancelled)) found.Add(deal);
        }
        return found;
    }

    /// <summary>Open deals for which a reason holds without an alert.</summary>
    private IQueryable<Guid>? ToRaise(StageLimits stage)
    {
        if (!Array.Exists(Reasons, stage.Counts)) return null;

        var (id, today) = (stage.StageId, stage.DayOf(now));
        var (byTime, byActivity) = (stage.Counts(StallReason.TimeInStage), stage.Counts(StallReason.NoActivity));
        var (byStep, byDate) = (stage.Counts(StallReason.NextStepOverdue), stage.Counts(StallReason.CloseDatePassed));
        var (entered, touched) = (Before(stage.TimeInStage.Days), Before(stage.InactivityDays));
        var late = Before(StageLimits.StepDays);
        return context.Deals.Where(deal => deal.StageId == id && deal.Status == DealStatus.Open && deal.VoidedAt == null
            && ((byTime && deal.StageEnteredAt <= entered
                    && !deal.StalledAlerts.Any(
                        alert => alert.RecoveredAt == null && alert.Reason == StallReason.TimeInStage))
                || (byActivity && deal.LastTransitionAt <= touched
                    && (deal.LastChangeAt == null || deal.LastChangeAt <= touched)
                    && (deal.LastActivityAt == null || deal.LastActivityAt <= touched)
                    && !deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt > now)
                    && !deal.StalledAlerts.Any(
                        alert => alert.RecoveredAt == null && alert.Reason == StallReason.NoActivity))
                || (byStep && deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt < late)
                    && !deal.StalledAlerts.Any(
                        alert => alert.RecoveredAt == null && alert.Reason == StallReason.NextStepOverdue))
                || (byDate && deal.ExpectedCloseDate < today
                    && !deal.StalledAlerts.Any(
                        alert => alert.RecoveredAt == null && alert.Reason == StallReason.CloseDatePassed))))
            .Select(deal => deal.Id);
    }

    /// <summary>Open alerts for reasons that no longer count in their stage.</summary>
    private IQueryable<Guid>? SwitchedOff(StageLimits stage)
    {
        var (id, off) = (stage.StageId, Reasons.Where(reason => !stage.Counts(reason)).ToArray());
        return off.Length == 0
            ? null
            : context.StalledDealAlerts
                .Where(alert => alert.RecoveredAt == null && alert.StageId == id && off.Contains(alert.Reason))
                .Select(alert => alert.DealId);
    }

    /// <summary>Open alerts that recover, escalate, or are due again; of the stages where today is one day.</summary>
    private IQueryable<Guid> ToChange(IGrouping<DateOnly, StageLimits> sameDay)
    {
        var (day, late, longLate) =
            (sameDay.Key, Before(StageLimits.StepDays), Before(StallCheck.EscalationDays));
        var longPast = day.AddDays(-(int)StallCheck.EscalationDays);
        return OpenIn(sameDay).Where(alert => alert.SnoozedUntil <= now
                || alert.Deal.Status != DealStatus.Open || alert.Deal.VoidedAt != null
                || alert.Deal.StageId != alert.StageId || alert.Deal.StageEnteredAt != alert.VisitEnteredAt
                || (alert.Reason == StallReason.TimeInStage
                    && Days.Between(alert.VisitEnteredAt, now) <= alert.LimitDays)
                || (alert.Reason == StallReason.NoActivity
                    && (Days.Between(alert.Deal.LastTransitionAt, now) <= alert.LimitDays
                        || Days.Between(alert.Deal.LastChangeAt!.Value, now) <= alert.LimitDays
                        || Days.Between(alert.Deal.LastActivityAt!.Value, now) <= alert.LimitDays
                        || alert.Deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt > now)))
                || (alert.Reason == StallReason.NextStepOverdue
                    && !alert.Deal.Activities.Any(planned => planned.CompletedAt == null && planned.DueAt < late))
                || (alert.Reason == StallReason.CloseDatePassed
                    && (alert.Deal.ExpectedCloseDate == null || alert.Deal.ExpectedCloseDate >= day))
                || (alert.Severity == AlertSeverity.Warning && alert.SnoozedUntil == null && (
                    (alert.Reason == StallReason.TimeInStage
                        && Days.Between(alert.VisitEnteredAt, now) >= StallCheck.EscalationFactor * alert.LimitDays)
                    || (alert.Reason == StallReason.NoActivity
                        && Days.Between(alert.Deal.LastTransitionAt, now)
                            >= StallCheck.EscalationFactor * alert.LimitDays
                        && (alert.Deal.LastChangeAt == null || Days.Between(alert.Deal.LastChangeAt.Value, now)
                            >= StallCheck.EscalationFactor * alert.LimitDays)
                        && (alert.Deal.LastActivityAt == null || Days.Between(alert.Deal.LastActivityAt.Value, now)
                            >= StallCheck.EscalationFactor * alert.LimitDays))
                    || (alert.Reason == StallReason.NextStepOverdue && alert.Deal.Activities.Any(
                        planned => planned.CompletedAt == null && planned.DueAt < longLate))
                    || (alert.Reason == StallReason.CloseDatePassed && alert.Deal.ExpectedCloseDate < longPast))))
            .Select(alert => alert.DealId);
    }

    private IQueryable<StalledDealAlert> OpenIn(IEnumerable<StageLimits> some)
    {
        var open = context.StalledDealAlerts.Where(alert => alert.RecoveredAt == null);
        var ids = some.Select(stage => stage.StageId).ToArray();
        return ids.Length == stages.Count ? open : open.Where(alert => EF.Parameter(ids).Contains(alert.StageId));
    }

    private DateTime Before(double days) => now.AddDays(-Math.Min(days, MostDays));
}
