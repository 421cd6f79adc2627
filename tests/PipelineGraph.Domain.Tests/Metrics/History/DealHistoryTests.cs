using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Money;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics.History;

public sealed class DealHistoryTests(ITestOutputHelper output)
{
    private static readonly DateTime Later = Given.Monday.AddDays(400);

    [Fact]
    public void Whatever_happened_history_ends_at_what_the_deal_is_now()
        => RandomHistories.Check(output, 500, random =>
        {
            var company = new RandomCompany(random, deals: 4);
            var frame = company.Frame(Later, Given.Monday, Later);
            foreach (var deal in company.Deals) AssertNow(deal, frame, company.Rates);
        });

    [Fact]
    public void The_past_looks_as_it_did_then()
        => RandomHistories.Check(output, 500, random =>
        {
            var company = new RandomCompany(random, deals: 3, isPlain: true);
            foreach (var (at, seen) in company.Seen)
            {
                var now = company.Deals.Single(deal => deal.Id == seen.Id);
                AssertSame(seen, DealHistory.Of(now)!.At(company.Frame(at, Given.Monday, Later), company.Rates)!);
            }
        });

    [Fact]
    public void An_undone_move_is_left_out_even_before_it_was_undone()
    {
        var deal = Given.Deal(new() { AmountUnits = 100_0000 });
        deal.RecordWin(Given.Day(10), new() { AmountUnits = 200_0000 });
        deal.RecordUndo(Given.Prospecting, Given.Day(12));

        var before = At(deal, 11);

        Assert.Equal((DealStatus.Open, 100m, null), (before.Status, before.Amount, before.ClosedAt));
        Assert.Null(Assert.Single(before.Visits.ToArray()).ExitedAt);
    }

    [Fact]
    public void A_correction_of_an_undone_win_goes_with_it()
    {
        var deal = Given.Deal(new() { AmountUnits = 100_0000 });
        deal.RecordWin(Given.Day(10), new() { AmountUnits = 200_0000 });
        deal.RecordCorrection(new() { AmountUnits = 300_0000L }, Given.Day(11));
        deal.RecordUndo(Given.Prospecting, Given.Day(12));

        Assert.Equal(100, At(deal, 11.5).Amount);
        Assert.Equal(100, At(deal, 13).Amount);
    }

    [Fact]
    public void A_correction_counts_as_made_just_before_the_close()
    {
        var deal = Given.Deal(new() { AmountUnits = 100_0000 });
        deal.RecordWin(Given.Day(10));
        deal.RecordCorrection(new() { AmountUnits = 300_0000L, ClosedAt = Given.Monday.AddDays(8) }, Given.Day(20));

        Assert.Equal((DealStatus.Open, 100m), (At(deal, 7.9).Status, At(deal, 7.9).Amount));
        Assert.Equal((DealStatus.Won, 300m), (At(deal, 8).Status, At(deal, 8).Amount));
        Assert.Equal(Given.Monday.AddDays(8), At(deal, 8).Visits.Span[0].ExitedAt);
    }

    [Fact]
    public void A_close_stays_corrected_once_the_deal_is_reopened()
    {
        var deal = Given.Deal();
        deal.RecordLoss(Given.Day(10), LossReason.Price);
        deal.RecordCorrection(new() { ClosedAt = Given.Monday.AddDays(8) }, Given.Day(11));
        deal.RecordReopening(Given.Proposal, Given.Day(20));
        deal.RecordLoss(Given.Day(30), LossReason.Timing);

        Assert.Equal((Given.Monday.AddDays(8), LossReason.Price), (At(deal, 9).ClosedAt, At(deal, 9).LossReason));
        Assert.Equal((null, null), (At(deal, 25).ClosedAt, At(deal, 25).LossReason));
        Assert.Equal((Given.Monday.AddDays(30), LossReason.Timing), (At(deal, 31).ClosedAt, At(deal, 31).LossReason));
    }

    [Fact]
    public void The_instant_itself_is_included()
    {
        var deal = Given.Deal();
        deal.RecordWin(Given.Day(10));

        Assert.Equal(DealStatus.Won, At(deal, 10).Status);
        Assert.Null(DealHistory.Of(deal)!.At(Frame(Given.Monday.AddMilliseconds(-1)), Rates));
    }

    [Fact]
    public void A_voided_deal_has_no_history()
    {
        var deal = Given.Deal();
        deal.RecordVoid(Given.Day(1));

        Assert.Null(DealHistory.Of(deal));
    }

    [Fact]
    public void A_deal_that_changed_pipeline_keeps_its_visits_and_counts_where_it_is()
    {
        var deal = Given.Deal();
        deal.RecordTransfer(Given.Partners.Stages[1], Given.Day(5));

        Assert.True(At(deal, 4).IsHere);
        Assert.False(At(deal, 6).IsHere);
        Assert.Equal([(0, TransitionKind.Transferred), (-1, null)],
            At(deal, 6).Visits.ToArray().Select(visit => (visit.Stage, visit.Exit)));
    }

    [Fact]
    public void An_open_deal_is_worth_what_the_rate_of_the_instant_says_and_a_closed_one_keeps_its_own()
    {
        var deal = new Deal("Acme", Given.Prospecting, "USD", Given.Day(0), new() { AmountUnits = 100_0000 });
        deal.RecordWin(Given.Day(10), new() { RateUnits = 8_000_000_000 });

        Assert.Null(At(deal, 1).Amount);
        Assert.Equal((80m, 80m), (At(deal, 5).Amount, At(deal, 50).Amount));
    }

    private static RateHistory Rates { get; } = new("EUR", [
        new ExchangeRate("USD", "EUR", 8_000_000_000, Given.Monday.AddDays(5)),
        new ExchangeRate("USD", "EUR", 9_000_000_000, Given.Monday.AddDays(40))]);

    private static DealSnapshot At(Deal deal, double day)
        => DealHistory.Of(deal)!.At(Frame(Given.Monday.AddDays(day)), Rates)!;

    private static MetricsFrame Frame(DateTime asOf)
        => new([.. Given.Sales.Stages.Select(StageFrame.Of)], asOf, Given.Monday, asOf < Given.Monday ? Given.Monday : asOf,
            TimeZoneInfo.Utc);

    private static void AssertNow(Deal deal, MetricsFrame frame, RateHistory rates)
    {
        var history = DealHistory.Of(deal);
        Assert.Equal(deal.VoidedAt is not null, history is null);
        if (history is null) return;

        var now = history.At(frame, rates)!;
        var stages = frame.Stages.Select(stage => stage.Id).ToList();
        var rate = deal.ClosedAt is null ? rates.At(deal.Currency, frame.AsOf) : deal.ClosingRateUnits;
        if (deal.Currency == "EUR") rate = ExchangeRate.UnitsPerOne;
        decimal? amount = deal.AmountUnits is { } units && rate is { } known
            ? Amounts.ConvertExactly(units, known)
            : null;
        Assert.Equal((deal.Status, stages.IndexOf(deal.StageId), deal.CreatedAt, deal.ClosedAt, deal.LossReason),
            (now.Status, now.Stage, now.CreatedAt, now.ClosedAt, now.LossReason));
        Assert.Equal((amount, deal.ProbabilityOverride, deal.OwnerId, deal.Source, deal.ExpectedCloseDate, deal.Score),
            (now.Amount, now.ProbabilityOverride, now.OwnerId, now.Source, now.ExpectedCloseDate, now.Score));
        Assert.Equal(
            deal.Visits.Select(visit => (stages.IndexOf(visit.StageId), visit.EnteredAt, visit.ExitedAt, visit.Exit)),
            now.Visits.ToArray().Select(visit => (visit.Stage, visit.EnteredAt, visit.ExitedAt, visit.Exit)));
    }

    private static void AssertSame(DealSnapshot seen, DealSnapshot past)
    {
        Assert.Equal(seen with { Visits = default }, past with { Visits = default });
        Assert.Equal(seen.Visits.ToArray(), past.Visits.ToArray());
    }
}
