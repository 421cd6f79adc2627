using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Alerts;

/// <summary>What is to be done about a deal's alerts.</summary>
/// <param name="Alert">Null for one that is still to be raised.</param>
/// <param name="Stall">The reason, while it holds.</param>
public readonly record struct AlertStep(AlertChange Change, StalledDealAlert? Alert, Stall? Stall)
{
    /// <summary>
    /// All that is due: alerts whose visit or reason has ended recover, those put off are due again, those that go on
    /// for long escalate, and what holds without an alert is raised. A new alert that is critical escalates by itself.
    /// </summary>
    /// <param name="limits">Of the stage where the deal stands.</param>
    /// <param name="open">The deal's alerts that have not recovered.</param>
    public static IReadOnlyList<AlertStep> Due(
        StallFacts facts, StageLimits limits, IReadOnlyList<StalledDealAlert> open, DateTime now)
    {
        var (steps, kept) = (new List<AlertStep>(), 0);
        foreach (var alert in open)
        {
            if (alert.StallAt(facts, limits, now) is not { } stall)
            {
                steps.Add(new AlertStep(AlertChange.Recovered, alert, null));
                continue;
            }
            kept |= 1 << (int)alert.Reason;
            var isQuiet = alert.SnoozedUntil > now;
            if (alert.SnoozedUntil is not null && !isQuiet)
                steps.Add(new AlertStep(AlertChange.SnoozeEnded, alert, stall));
            if (!isQuiet && stall.IsCritical && alert.Severity != AlertSeverity.Critical)
                steps.Add(new AlertStep(AlertChange.Escalated, alert, stall));
        }
        foreach (var stall in StallCheck.Of(facts, limits, now))
            if ((kept >> (int)stall.Reason & 1) == 0) steps.Add(new AlertStep(AlertChange.Raised, null, stall));
        return steps;
    }

    /// <summary>Does it, and has the deal tell of it.</summary>
    /// <returns>The alert, a new one where there was none.</returns>
    public StalledDealAlert Take(Deal deal, Recording at)
    {
        switch (Change)
        {
            case AlertChange.Recovered:
                Alert!.Recover(deal, at);
                return Alert;
            case AlertChange.SnoozeEnded:
                Alert!.EndSnooze(deal, at);
                return Alert;
            case AlertChange.Escalated:
                Alert!.Escalate(deal, at);
                return Alert;
            default:
                return StalledDealAlert.Raise(deal, Stall!.Value, at);
        }
    }
}
