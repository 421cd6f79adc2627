using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Alerts;

/// <summary>Tells that a deal stalls for one reason, during one visit of a stage, until the reason ends.</summary>
/// <remarks>
/// Its verbs have the deal tell of them and leave the deal's version. A reason that comes back, or that still holds in
/// the deal's next visit, is another alert.
/// </remarks>
public sealed class StalledDealAlert
{
    /// <summary>How far ahead it can be put off, in days.</summary>
    public const int MostSnoozeDays = 365;

    /// <summary>
    /// A clock that is behind the one that raised it by so much does not make it recover, in minutes: clocks are set
    /// back a little, and those of two servers differ.
    /// </summary>
    public const int ClockToleranceMinutes = 60;

    private StalledDealAlert() { }   // EF Core

    private StalledDealAlert(Guid dealId, Guid stageId, DateTime visitEnteredAt, Stall stall, DateTime at)
    {
        (DealId, StageId, VisitEnteredAt, RaisedAt) = (dealId, stageId, visitEnteredAt, at);
        (Reason, DaysAtRaise) = (stall.Reason, stall.Days);
        (LimitDays, LimitSource) = (stall.Limit.Days, stall.Limit.Source);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Grows with every change: of two servers that change it at once one comes second.</summary>
    public int Version { get; private set; } = 1;

    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!;
    public Guid StageId { get; private set; }            // where it stalls
    public Stage Stage { get; private set; } = null!;
    public DateTime VisitEnteredAt { get; private set; } // when the visit of the stage began
    public StallReason Reason { get; private set; }

    /// <summary>Critical once it has escalated.</summary>
    public AlertSeverity Severity { get; private set; }

    /// <summary>The limit as it was when the alert was raised, days; it stays.</summary>
    public double LimitDays { get; private set; }
    public LimitSource LimitSource { get; private set; }

    /// <summary>How long the reason had gone on, days; above <see cref="LimitDays"/>.</summary>
    public double DaysAtRaise { get; private set; }

    public DateTime RaisedAt { get; private set; }
    public DateTime? EscalatedAt { get; private set; }
    public DateTime? AcknowledgedAt { get; private set; }
    public Guid? AcknowledgedById { get; private set; }
    public Actor? AcknowledgedBy { get; private set; }

    /// <summary>Keeps quiet until then; null again once it is due.</summary>
    public DateTime? SnoozedUntil { get; private set; }
    public DateTime? RecoveredAt { get; private set; }   // null while open
    public string? Note { get; private set; }            // by whoever acknowledged it

    /// <summary>Raises an alert, as a warning whatever the stall: escalating is a step of its own.</summary>
    /// <exception cref="ArgumentException">The deal is not open.</exception>
    public static StalledDealAlert Raise(Deal deal, Stall stall, Recording at)
    {
        if (deal is not { Status: DealStatus.Open, VoidedAt: null })
            throw new ArgumentException("Only an open deal stalls.", nameof(deal));

        var alert = new StalledDealAlert(deal.Id, deal.StageId, deal.StageEnteredAt, stall, at.RecordedAt);
        deal.Tell(PipelineEventType.StalledAlertRaised, alert, at);
        return alert;
    }

    /// <summary>
    /// An alert that held already when its deal came in: nobody is told, and it is as severe as it is.
    /// </summary>
    public static StalledDealAlert RaiseSilently(StallFacts facts, Stall stall, DateTime at)
    {
        var alert = new StalledDealAlert(facts.DealId, facts.StageId, facts.StageEnteredAt, stall, at);
        if (stall.IsCritical) (alert.Severity, alert.EscalatedAt) = (AlertSeverity.Critical, at);
        return alert;
    }

    /// <summary>Makes it critical, once.</summary>
    /// <exception cref="InvalidOperationException">It is critical, put off or recovered.</exception>
    public void Escalate(Deal deal, Recording at)
    {
        Require(Severity != AlertSeverity.Critical && SnoozedUntil is null && RecoveredAt is null);
        (Severity, EscalatedAt) = (AlertSeverity.Critical, Instants.Later(RaisedAt, at.RecordedAt));
        Tell(deal, PipelineEventType.StalledAlertEscalated, at);
    }

    /// <summary>Says that the caller takes care of it; once.</summary>
    /// <exception cref="InvalidInputException">It has recovered or is acknowledged, or the note is refused; the
    /// alert is unchanged.</exception>
    public void Acknowledge(Deal deal, Recording at, string? note = null)
    {
        var check = new InputCheck();
        CheckOpen(check);
        check.That(AcknowledgedAt is null, "alertId", "It is acknowledged already.");
        var clean = check.Optional("note", note, TextLimits.Note);
        check.ThrowIfAny();

        (AcknowledgedAt, AcknowledgedById, Note) = (at.RecordedAt, at.Actor.Id, clean);
        Tell(deal, PipelineEventType.StalledAlertAcknowledged, at);
    }

    /// <summary>Puts it off; again, to another instant.</summary>
    /// <exception cref="InvalidInputException">It has recovered, or the instant is refused; the alert is
    /// unchanged.</exception>
    public void Snooze(Deal deal, DateTime until, Recording at)
    {
        var check = new InputCheck();
        CheckOpen(check);
        foreach (var fault in SnoozeFaults(until, at.RecordedAt)) check.That(false, fault.Field, fault.Message);
        check.ThrowIfAny();

        SnoozedUntil = Instants.Truncate(until);
        Tell(deal, PipelineEventType.StalledAlertSnoozed, at);
    }

    /// <summary>What is wrong with an instant to which an alert is put off.</summary>
    public static IReadOnlyList<InputFault> SnoozeFaults(DateTime until, DateTime now)
    {
        if (until <= now) return [new InputFault("until", "It does not lie in the future.")];

        return until > now.AddDays(MostSnoozeDays)
            ? [new InputFault("until", $"It lies more than {MostSnoozeDays} days ahead.")]
            : [];
    }

    /// <summary>It is due again.</summary>
    /// <exception cref="InvalidOperationException">It is not put off, or for longer, or it has recovered.</exception>
    public void EndSnooze(Deal deal, Recording at)
    {
        Require(SnoozedUntil <= at.RecordedAt && RecoveredAt is null);
        SnoozedUntil = null;
        Tell(deal, PipelineEventType.StalledAlertSnoozeEnded, at);
    }

    /// <summary>Ends it, once and for good.</summary>
    /// <exception cref="InvalidOperationException">It has recovered.</exception>
    public void Recover(Deal deal, Recording at)
    {
        Require(RecoveredAt is null);
        RecoveredAt = Instants.Later(RaisedAt, at.RecordedAt);
        Tell(deal, PipelineEventType.StalledAlertRecovered, at);
    }

    /// <summary>Its reason, as long as that holds in the same visit; by the limit that it was raised with.</summary>
    /// <param name="limits">Of the stage where the deal stands.</param>
    public Stall? StallAt(StallFacts facts, StageLimits limits, DateTime now)
    {
        if (facts.StageId != StageId || facts.StageEnteredAt != VisitEnteredAt) return null;

        var isClockBehind = now < RaisedAt && RaisedAt <= now.AddMinutes(ClockToleranceMinutes);
        return StallCheck.Of(
            Reason, facts, limits, new StallLimit(LimitDays, LimitSource), isClockBehind ? RaisedAt : now);
    }

    private void CheckOpen(InputCheck check)
        => check.That(RecoveredAt is null, "alertId", "It has recovered: the deal stalls for this reason no more.");

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidOperationException("The alert is in another state.");
    }

    private void Tell(Deal deal, PipelineEventType type, Recording at)
    {
        if (deal.Id != DealId) throw new ArgumentException("It is another deal's alert.", nameof(deal));
        Version++;
        deal.Tell(type, this, at);
    }
}
