using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Tests.Deals;

public class DealEditTests
{
    [Fact]
    public void Edit_keeps_each_change_as_wire_text_and_counts_as_one_change_of_the_deal()
    {
        var owner = Guid.CreateVersion7();
        var deal = Given.Deal(new DealEdit { AmountUnits = 12_3450, ExpectedCloseDate = new DateOnly(2026, 4, 1) });

        var changed = deal.RecordEdit(new DealEdit
        {
            OwnerId = owner,
            AmountUnits = 1_200_0000,
            ProbabilityOverride = 0.35,
            ExpectedCloseDate = new Change<DateOnly?>(null),
            Need = FactorRating.Partial,
        }, Given.Day(1));

        Assert.True(changed);
        Assert.Equal(2, deal.Version);
        Assert.Equal(
            [
                (1, TrackedField.Owner, null, owner.ToString("D")),
                (2, TrackedField.Amount, "12.345", "1200"),
                (3, TrackedField.ProbabilityOverride, null, "0.35"),
                (4, TrackedField.ExpectedCloseDate, "2026-04-01", null),
                (5, TrackedField.Need, "UNKNOWN", "PARTIAL"),
            ],
            deal.Changes.Select(change => (change.Sequence, change.Field, change.OldValue, change.NewValue)));
    }

    [Fact]
    public void First_values_are_no_changes()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 5, Need = FactorRating.Yes, ExternalId = "A-1" });

        Assert.Empty(deal.Changes);
        Assert.Equal((5L, FactorRating.Yes, "A-1"), (deal.AmountUnits, deal.Need, deal.ExternalId));
        Assert.Equal((Given.Monday, Given.Anna.Id, 20), (deal.RatedAt, deal.RatedById, deal.Score));
    }

    [Fact]
    public void Edit_that_says_what_is_known_changes_nothing()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 5, Source = "web" });
        var before = Given.Snapshot(deal);

        var changed = deal.RecordEdit(
            new DealEdit { AmountUnits = 5, Source = "web", Description = "  ", Budget = FactorRating.Unknown },
                Given.Day(1));

        Assert.False(changed);
        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Only_a_later_expected_close_date_is_a_push()
    {
        var deal = Given.Deal();

        foreach (var (day, date) in new[] { (1, 10), (2, 12), (3, 11), (4, 11), (5, 20) })
            deal.RecordEdit(new DealEdit { ExpectedCloseDate = new DateOnly(2026, 4, date) }, Given.Day(day));

        Assert.Equal(2, deal.CloseDatePushes);
    }

    [Fact]
    public void Ratings_keep_the_score_and_who_rated()
    {
        var deal = Given.Deal();

        deal.RecordEdit(new DealEdit { Budget = FactorRating.Yes, Interest = FactorRating.Partial }, Given.Day(2));
        deal.RecordEdit(new DealEdit { Title = "Other" }, Given.Day(3));

        Assert.Equal((30, Given.Monday.AddDays(2), Given.Anna.Id), (deal.Score, deal.RatedAt, deal.RatedById));

        deal.RecordEdit(new DealEdit { Budget = FactorRating.Unknown, Interest = FactorRating.Unknown }, Given.Day(4));

        Assert.Null(deal.Score);
    }

    [Fact]
    public void Late_recording_shows_when_it_happened_and_when_it_became_known()
    {
        var deal = Given.Deal();

        deal.RecordEdit(new DealEdit { Title = "Other" },
            new Recording(Given.Monday.AddDays(1), Given.Monday.AddDays(7), Given.Anna));

        var change = Assert.Single(deal.Changes);
        Assert.Equal((Given.Monday.AddDays(1), Given.Monday.AddDays(7)), (change.EffectiveAt, change.RecordedAt));
        Assert.Equal(Given.Monday.AddDays(7), deal.UpdatedAt);
    }

    [Fact]
    public void Refused_edits_change_nothing()
    {
        var deal = Given.Deal(new DealEdit { AmountUnits = 5 });
        deal.RecordEdit(new DealEdit { AmountUnits = 6 }, Given.Day(2));
        var before = Given.Snapshot(deal);

        Refused(3, new DealEdit { Title = " " }, "title");
        Refused(3, new DealEdit { Title = new string('x', TextLimits.Title + 1) }, "title");
        Refused(3, new DealEdit { Title = "a\0b" }, "title");
        Refused(3, new DealEdit { Title = "😀\0" }, "title");
        Refused(3, new DealEdit { Source = "half \ud83d" }, "source");
        Refused(3, new DealEdit { AmountUnits = -1L }, "amount");
        Refused(3, new DealEdit { AmountUnits = Amounts.MaximumUnits + 1 }, "amount");
        Refused(3, new DealEdit { Currency = "XXX" }, "currency");
        Refused(3, new DealEdit { ProbabilityOverride = 1.01 }, "probabilityOverride");
        Refused(3, new DealEdit { ProbabilityOverride = double.NaN }, "probabilityOverride");
        Refused(1, new DealEdit { Title = "Earlier than the last change" }, "effectiveAt");

        Assert.Equal(before, Given.Snapshot(deal));

        void Refused(int day, DealEdit edit, string field)
        {
            var fault = Assert.Throws<InvalidInputException>(() => deal.RecordEdit(edit, Given.Day(day))).Faults;
            Assert.Equal(field, Assert.Single(fault).Field);
        }
    }

    [Fact]
    public void All_faults_come_back_at_once()
    {
        var deal = Given.Deal();

        var refused = Assert.Throws<InvalidInputException>(() => deal.RecordEdit(
            new DealEdit { Title = "", AmountUnits = -1L, Currency = "euro", ProbabilityOverride = 2 }, Given.Day(1)));

        Assert.Equal(["title", "amount", "currency", "probabilityOverride"],
            refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Closed_deal_is_not_edited()
    {
        var deal = Given.Deal();
        deal.RecordWin(Given.Day(1));
        var before = Given.Snapshot(deal);

        Assert.Throws<DealClosedException>(() => deal.RecordEdit(new DealEdit { Title = "Other" }, Given.Day(2)));

        Assert.Equal(before, Given.Snapshot(deal));
    }

    [Fact]
    public void Instants_keep_whole_milliseconds()
    {
        var precise = Given.Monday.AddTicks(12_345_678);

        var deal = new Deal("Acme", Given.Prospecting, "EUR", Recording.At(precise, Given.Anna));

        Assert.Equal(Given.Monday.AddMilliseconds(1_234), deal.CreatedAt);
    }

    [Fact]
    public void Nothing_is_recorded_before_it_happened_or_without_saying_UTC()
    {
        Assert.Throws<InvalidInputException>(() => new Recording(Given.Monday, Given.Monday.AddSeconds(-1),
            Given.Anna));
        Assert.Throws<ArgumentException>(() => Recording.At(DateTime.SpecifyKind(Given.Monday, DateTimeKind.Local),
            Given.Anna));
    }
}
