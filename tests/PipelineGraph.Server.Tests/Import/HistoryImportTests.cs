using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Tests.Import;

public sealed class HistoryImportTests
{
    private static readonly DateTime March = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Every_kind_of_transition_is_lived_through_again()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,WON,a1,r1,,,");
        scene.Write("stage_history.csv", "deal,kind,from_stage,to_stage,effective_at,reason,actor,is_reverted",
            "d1,CREATED,,Prospecting,2026-03-01,,Mara,",
            "d1,ADVANCED,Prospecting,Proposal,2026-03-02,In a hurry,Mara,false",
            "d1,MOVED_BACK,Proposal,Qualification,2026-03-03,,Mara,",
            "d1,LOST,Qualification,,2026-03-04,,Mara,",
            "d1,REOPENED,,Qualification,2026-03-05,They called,Mara,",
            "d1,ADVANCED,Qualification,Negotiation,2026-03-06,,Mara,true",
            "d1,REVERTED,Negotiation,,2026-03-07,,Mara,",
            "d1,ADVANCED,Qualification,Proposal,2026-03-08,,Mara,",
            "d1,WON,Proposal,,2026-03-09,,Jon,");

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        var deal = await DealAsync(scene);
        Assert.Equal(
            [
                TransitionKind.Created, TransitionKind.Advanced, TransitionKind.MovedBack, TransitionKind.Lost,
                TransitionKind.Reopened,
                TransitionKind.Advanced, TransitionKind.Reverted, TransitionKind.Advanced, TransitionKind.Won,
            ],
            deal.Transitions.OrderBy(step => step.Sequence).Select(step => step.Kind));
        Assert.Equal((DealStatus.Won, March.AddDays(8)), (deal.Status, deal.ClosedAt));
        Assert.Equal(
            ("Jon", "In a hurry"), (deal.Transitions.Single(step => step.Kind == TransitionKind.Won).Actor.Name,
            deal.Transitions.Single(step => step.Sequence == 2).Reason));
        Assert.Equal([1, 2, 3, 5, 8], deal.Visits.OrderBy(visit => visit.Sequence).Select(visit => visit.Sequence));
    }

    [Fact]
    public async Task Field_history_gives_the_first_value_and_each_change()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r2,1500,2026-03-01,");
        scene.Write("field_history.csv", "deal,field,old_value,new_value,effective_at,recorded_at,actor",
            "d1,AMOUNT,,1000,2026-03-02,2026-03-02T08:00:00Z,Mara",
            "d1,AMOUNT,1000,1500,2026-03-04,,Mara",
            "d1,OWNER,r1,r2,2026-03-03,,Chief",
            "d1,EXPECTED_CLOSE_DATE,2026-04-01,2026-05-01,2026-03-05,,Mara",
            "d1,NEED,UNKNOWN,YES,2026-03-06,,Mara");

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        var deal = await DealAsync(scene);
        Assert.Equal([(TrackedField.Amount, null, "1000"), (TrackedField.Amount, "1000", "1500")],
            deal.Changes.Where(change => change.Field == TrackedField.Amount).OrderBy(change => change.Sequence)
                .Select(change => (change.Field, change.OldValue, change.NewValue)));
        Assert.Equal(
            (1500_0000, 1, 20, FactorRating.Yes), (deal.AmountUnits, deal.CloseDatePushes, deal.Score, deal.Need));
        Assert.Equal("Jon Velk", deal.Owner!.Name);
        Assert.Equal(
            new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc),
                deal.Changes.MinBy(change => change.Sequence)!.RecordedAt);
    }

    [Fact]
    public async Task Dates_of_entry_in_the_deals_own_row_become_its_moves()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Write("deals.csv", "id,title,stage,status,created_at,closed_at,entered:Qualification,entered:Proposal",
            "d1,Shelves,Proposal,LOST,2026-03-01,2026-03-20,2026-03-05,2026-03-09");

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        var deal = await DealAsync(scene);
        Assert.Equal(
            [("Prospecting", March), ("Qualification", March.AddDays(4)), ("Proposal", March.AddDays(8)),
                ("Proposal", March.AddDays(19))],
            deal.Transitions.OrderBy(step => step.Sequence).Select(step => (step.ToStage.Name, step.EffectiveAt)));
    }

    [Theory]
    [InlineData(
        "d1,CREATED,,Prospecting,2026-03-05,", "d1,ADVANCED,Proposal,Proposal,2026-03-06,",
        "stage_history.csv, line 3, from_stage: the deal was in Prospecting before")]
    [InlineData(
        "d1,ADVANCED,,Proposal,2026-03-05,", "",
        "stage_history.csv, line 2, kind: the first transition of a deal is CREATED")]
    [InlineData(
        "d1,CREATED,,Prospecting,2026-03-05,", "d1,WON,,,2026-03-06,",
        "deals.csv, line 2, stage: stage_history ends in Prospecting")]
    [InlineData(
        "d1,CREATED,,Proposal,2026-03-05,", "d1,WON,,,2027-03-06,",
        "stage_history.csv, line 3, effective_at: It lies after the instant of recording")]
    [InlineData(
        "d1,CREATED,,Proposal,2026-03-05,", "d1,CREATED,,Proposal,2026-03-06,",
        "stage_history.csv, line 3, kind: a deal is created once")]
    [InlineData(
        "d1,CREATED,,Proposal,2026-03-05,true", "", "stage_history.csv, line 2, is_reverted: no REVERTED follows")]
    [InlineData(
        "d1,CREATED,,Nowhere,2026-03-05,", "",
        "stage_history.csv, line 2, to_stage: Sales has no stage 'Nowhere'; it has "
        + "Prospecting, Qualification, Proposal, Negotiation, Closing")]
    [InlineData(
        "d1,CREATED,,Proposal,2026-03-05,", "d9,WON,,,2026-03-06,",
        "stage_history.csv, line 3, deal: deals have no 'd9'")]
    public async Task A_history_that_does_not_hold_together_is_told_where(string first, string second, string fault)
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,,a1,r1,,,");
        scene.Write("stage_history.csv", "deal,kind,from_stage,to_stage,effective_at,is_reverted", first, second);
        var before = await scene.Database.DumpAsync();

        var report = await scene.RunAsync();

        Assert.Contains(fault, report.Faults.Select(each => each.ToString()));
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    [Theory]
    [InlineData("d1,AMOUNT,1000,1200,2026-03-05", "deals.csv, line 2, amount: field_history ends with '1200'")]
    [InlineData(
        "d1,CHECKLIST,,x,2026-03-05", "field_history.csv, line 2, field: changes of CHECKLIST are not imported")]
    [InlineData("d1,AMOUNT,lots,1500,2026-03-05", "field_history.csv, line 2, old_value: 'lots' is no number (1234.5)")]
    [InlineData(
        "d1,AMOUNT,1000,1500,2026-02-05",
        "field_history.csv, line 2, effective_at: It lies before the deal's latest change or its creation")]
    public async Task A_field_history_that_does_not_fit_is_told_where(string row, string fault)
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1500,2026-03-01,");
        scene.Write("field_history.csv", "deal,field,old_value,new_value,effective_at", row);

        var report = await scene.RunAsync();

        Assert.Equal([fault], report.Faults.Select(each => each.ToString()));
    }

    [Fact]
    public async Task A_deal_with_a_recorded_past_is_news_to_whoever_follows_updatedAt()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Prospecting,OPEN,a1,r1,,,");
        scene.Write(
            "stage_history.csv", "deal,kind,to_stage,effective_at,recorded_at",
                "d1,CREATED,Prospecting,2026-03-05,2026-03-06");

        await scene.RunAsync();

        var deal = await DealAsync(scene);
        Assert.Equal(scene.Clock.GetUtcNow().UtcDateTime, deal.UpdatedAt);
        Assert.Equal(March.AddDays(5), deal.Transitions.Single().RecordedAt);
        Assert.Equal("d1", deal.ExternalId);
    }

    private static async Task<Deal> DealAsync(ImportScene scene)
    {
        await using var context = scene.Lease();
        return await context.Deals.AsNoTracking().AsSplitQuery().Include(deal => deal.Owner)
            .Include(deal => deal.Visits)
            .Include(deal => deal.Changes).Include(deal => deal.Transitions).ThenInclude(step => step.ToStage)
            .Include(deal => deal.Transitions).ThenInclude(step => step.Actor).SingleAsync();
    }
}
