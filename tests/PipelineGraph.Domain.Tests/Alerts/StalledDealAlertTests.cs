using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Tests.Alerts;

public class StalledDealAlertTests
{
    private readonly Deal _deal = Given.Deal();
    private readonly StalledDealAlert _alert;

    public StalledDealAlertTests()
    {
        _deal.TakeEvents();
        _alert = StalledDealAlert.Raise(_deal, Stall(10.5), Given.Day(10.5));
    }

    [Fact]
    public void A_new_alert_is_a_warning_with_the_limit_of_its_time_and_the_deal_tells_of_it()
    {
        var told = Assert.Single(_deal.TakeEvents());

        Assert.Equal((StallReason.TimeInStage, AlertSeverity.Warning, 10.0, LimitSource.StageSetting, 10.5),
            (_alert.Reason, _alert.Severity, _alert.LimitDays, _alert.LimitSource, _alert.DaysAtRaise));
        Assert.Equal((_deal.Id, _deal.StageId, Stalling.After(0), Stalling.After(10.5)),
            (_alert.DealId, _alert.StageId, _alert.VisitEnteredAt, _alert.RaisedAt));
        Assert.Equal((PipelineEventType.StalledAlertRaised, _alert.Id, 1, 1),
            (told.Type, told.StalledAlertId, told.DealVersion, _deal.Version));
    }

    [Fact]
    public void An_alert_that_came_with_its_deal_is_as_severe_as_it_is_and_nobody_is_told()
    {
        var facts = StallFacts.Of(_deal);
        var (warning, critical) = (Stall(11), Stall(20, isCritical: true));

        var mild = StalledDealAlert.RaiseSilently(facts, warning, Stalling.After(11));
        var silent = StalledDealAlert.RaiseSilently(facts, critical, Stalling.After(20));

        Assert.Equal((AlertSeverity.Warning, null), (mild.Severity, mild.EscalatedAt));
        Assert.Equal((AlertSeverity.Critical, Stalling.After(20)), (silent.Severity, silent.EscalatedAt!.Value));
        Assert.Equal(PipelineEventType.StalledAlertRaised, Assert.Single(_deal.TakeEvents()).Type);
    }

    [Fact]
    public void A_closed_deal_does_not_stall()
    {
        _deal.RecordVoid(Given.Day(11));

        Assert.Throws<ArgumentException>(() => StalledDealAlert.Raise(_deal, Stall(12), Given.Day(12)));
    }

    [Fact]
    public void It_escalates_once()
    {
        _alert.Escalate(_deal, Given.Day(20));

        Assert.Equal((AlertSeverity.Critical, Stalling.After(20)), (_alert.Severity, _alert.EscalatedAt!.Value));
        Assert.Throws<InvalidOperationException>(() => _alert.Escalate(_deal, Given.Day(21)));
        Assert.Equal("Raised Escalated", Told());
    }

    [Fact]
    public void It_is_acknowledged_once_with_a_note()
    {
        _alert.Acknowledge(_deal, Given.Day(11), "Calling them");

        Assert.Equal((Stalling.After(11), Given.Anna.Id, "Calling them"),
            (_alert.AcknowledgedAt!.Value, _alert.AcknowledgedById!.Value, _alert.Note));
        Assert.Equal("alertId", Field(() => _alert.Acknowledge(_deal, Given.Day(12))));
        Assert.Equal("Raised Acknowledged", Told());
    }

    [Fact]
    public void A_note_that_is_too_long_is_refused_and_changes_nothing()
    {
        Assert.Equal("note", Field(() => _alert.Acknowledge(_deal, Given.Day(11), new string('x', 10_001))));

        Assert.Equal((null, 1, "Raised"), (_alert.AcknowledgedAt, _alert.Version, Told()));
    }

    [Theory]
    [InlineData(0, "until")]
    [InlineData(-1, "until")]
    [InlineData(366, "until")]
    [InlineData(365, null)]
    public void It_is_put_off_to_an_instant_within_a_year(double days, string? refused)
    {
        Assert.Equal(refused, Field(() => _alert.Snooze(_deal, Stalling.After(11 + days), Given.Day(11))));

        Assert.Equal(refused is null ? Stalling.After(11 + days) : null, _alert.SnoozedUntil);
    }

    [Fact]
    public void Put_off_it_does_not_escalate_and_it_is_due_again_once()
    {
        _alert.Snooze(_deal, Stalling.After(25), Given.Day(11));

        Assert.Throws<InvalidOperationException>(() => _alert.Escalate(_deal, Given.Day(20)));
        Assert.Throws<InvalidOperationException>(() => _alert.EndSnooze(_deal, Given.Day(24)));
        _alert.EndSnooze(_deal, Given.Day(25));

        Assert.Null(_alert.SnoozedUntil);
        Assert.Throws<InvalidOperationException>(() => _alert.EndSnooze(_deal, Given.Day(26)));
        Assert.Equal("Raised Snoozed SnoozeEnded", Told());
    }

    [Fact]
    public void It_recovers_for_good()
    {
        _alert.Recover(_deal, Given.Day(12));

        Assert.Equal(Stalling.After(12), _alert.RecoveredAt);
        Assert.Throws<InvalidOperationException>(() => _alert.Recover(_deal, Given.Day(13)));
        Assert.Throws<InvalidOperationException>(() => _alert.Escalate(_deal, Given.Day(13)));
        Assert.Equal("alertId", Field(() => _alert.Acknowledge(_deal, Given.Day(13))));
        Assert.Equal("alertId", Field(() => _alert.Snooze(_deal, Stalling.After(20), Given.Day(13))));
        Assert.Equal("Raised Recovered", Told());
    }

    [Fact]
    public void Every_change_counts_so_that_two_at_once_are_noticed()
    {
        Assert.Equal(1, _alert.Version);

        _alert.Snooze(_deal, Stalling.After(12), Given.Day(11));
        _alert.EndSnooze(_deal, Given.Day(12));
        _alert.Acknowledge(_deal, Given.Day(13));
        _alert.Escalate(_deal, Given.Day(20));
        _alert.Recover(_deal, Given.Day(21));

        Assert.Equal((6, 1), (_alert.Version, _deal.Version));
    }

    [Fact]
    public void It_ends_after_it_began_whatever_the_clock_says()
    {
        _alert.Recover(_deal, Given.Day(9));

        Assert.Equal(_alert.RaisedAt, _alert.RecoveredAt);
    }

    [Fact]
    public void Another_deal_cannot_tell_of_it()
        => Assert.Throws<ArgumentException>(() => _alert.Recover(Given.Deal(), Given.Day(12)));

    private static Stall Stall(double days, bool isCritical = false)
        => new(StallReason.TimeInStage, days, new StallLimit(10, LimitSource.StageSetting), isCritical);

    private static string? Field(Action act)
        => Record.Exception(act) is InvalidInputException refused ? Assert.Single(refused.Faults).Field : null;

    private string Told()
        => string.Join(" ", _deal.TakeEvents().Select(each => each.Type.ToString()["StalledAlert".Length..]));
}
