using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Demo;

public sealed class DemoCompanyTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Demo_of_3000_deals_has_a_past_that_holds_together()
    {
        await using var scratch = await TestDatabase.SqliteAsync();

        await new DemoCompany(scratch.Database, new FakeTimeProvider(Now)).CreateAsync(3_000);

        await using var context = scratch.Lease();
        var deals = await WithHistory(context);
        Assert.Equal(3_000, deals.Count);
        Assert.All(deals, HoldsTogether);
        Assert.Equal(3, await context.Pipelines.Select(pipeline => pipeline.Enforcement).Distinct().CountAsync());
        Assert.Equal(3, await context.Pipelines.Select(pipeline => pipeline.Currency).Distinct().CountAsync());
    }

    [Fact]
    public async Task Demo_company_looks_like_one()
    {
        await using var scratch = await TestDatabase.SqliteAsync();

        await new DemoCompany(scratch.Database, new FakeTimeProvider(Now)).CreateAsync();

        await using var context = scratch.Lease();
        var deals = await WithHistory(context);
        var (won, lost) = (Count(deals, DealStatus.Won), Count(deals, DealStatus.Lost));
        Assert.InRange(won / (double)(won + lost), 0.3, 0.6);
        Assert.InRange(Count(deals, DealStatus.Open), 100, 600);
        Assert.InRange(Count(deals, DealStatus.Disqualified), 50, 600);
        Assert.All(Enum.GetValues<TransitionKind>(), kind => Assert.Contains(deals, Has(kind)));
        Assert.Contains(deals, deal => deal.FollowUpOfId is not null);
        Assert.Contains(deals, deal => deal.CloseDatePushes > 1);
        Assert.Contains(deals, IsLeftAlone);
        Assert.True(deals.Min(deal => deal.CreatedAt) < Now.UtcDateTime.AddDays(-700));
        Assert.True(await context.Objections.AnyAsync(objection => objection.ResolvedAt == null));
        Assert.All(deals.Where(deal => deal.Status == DealStatus.Won), deal => Assert.NotNull(deal.ClosingRateUnits));

        static int Count(List<Deal> deals, DealStatus status) => deals.Count(deal => deal.Status == status);
        static Predicate<Deal> Has(TransitionKind kind) => deal => deal.Transitions.Any(step => step.Kind == kind);
        static bool IsLeftAlone(Deal deal)
            => deal.Status == DealStatus.Open && deal.StageEnteredAt < Now.UtcDateTime.AddDays(-60);
    }

    [Fact]
    public async Task Demo_is_the_same_for_a_seed_and_a_clock_and_another_for_another_seed()
    {
        var first = await StoriesAsync(seed: 7);
        var second = await StoriesAsync(seed: 7);
        var other = await StoriesAsync(seed: 8);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Demo_leaves_a_database_alone_that_holds_something()
    {
        await using var scratch = await TestDatabase.SqliteAsync();
        await using (var context = scratch.Lease())
        {
            context.Add(new Pipeline("Mine", "EUR", Now.UtcDateTime));
            await context.SaveChangesAsync();
        }
        var before = await scratch.Database.DumpAsync();

        var created = await new DemoCompany(scratch.Database, new FakeTimeProvider(Now)).CreateAsync(10);

        Assert.False(created);
        Assert.Equal(before, await scratch.Database.DumpAsync());
    }

    [Fact]
    public async Task Strict_pipelines_are_left_forward_only_with_every_criterion_met_or_by_an_override()
    {
        await using var scratch = await TestDatabase.SqliteAsync();

        await new DemoCompany(scratch.Database, new FakeTimeProvider(Now)).CreateAsync();

        await using var context = scratch.Lease();
        var moves =
            await context.StageTransitions.AsNoTracking().Include(move => move.FromStage).Include(move => move.ToStage)
            .Where(move => move.Kind == TransitionKind.Advanced || move.Kind == TransitionKind.MovedBack)
            .Where(move => move.ToStage.Pipeline.Enforcement == ProcessEnforcement.Strict).ToListAsync();
        Assert.NotEmpty(moves);
        Assert.All(moves, move => Assert.True(move.ToStage.Position == move.FromStage!.Position + 1));
        Assert.All(moves, move => Assert.Equal(move.IsOverride, move.Reason is not null));
    }

    private static void HoldsTogether(Deal deal)
    {
        var visits = deal.Visits.OrderBy(visit => visit.Sequence).ToList();
        var transitions = deal.Transitions.OrderBy(transition => transition.Sequence).ToList();

        Assert.Equal(Enumerable.Range(1, transitions.Count), transitions.Select(transition => transition.Sequence));
        Assert.Equal(transitions.Count, deal.TransitionCount);
        Assert.Equal(deal.Changes.Count, deal.ChangeCount);
        Assert.All(visits.Zip(visits.Skip(1)), pair => Assert.True(pair.First.ExitedAt <= pair.Second.EnteredAt));
        Assert.All(visits, visit => Assert.True(visit.ExitedAt is null || visit.ExitedAt >= visit.EnteredAt));
        Assert.Equal(deal.Status == DealStatus.Open, visits[^1].ExitedAt is null);
        Assert.Equal(deal.Status == DealStatus.Open, deal.ClosedAt is null);
        Assert.Equal(deal.StageId, visits[^1].StageId);
        Assert.All(transitions, transition => Assert.True(transition.RecordedAt <= Now.UtcDateTime));
        Assert.All(
            transitions.Zip(transitions.Skip(1)),
                pair => Assert.True(pair.First.EffectiveAt <= pair.Second.EffectiveAt));
    }

    private static async Task<List<Deal>> WithHistory(PipelineDbContext context)
        => await context.Deals.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(deal => deal.Transitions).Include(deal => deal.Visits).Include(deal => deal.Changes).ToListAsync();

    /// <summary>Everything but ids, which are new every time.</summary>
    private static async Task<string> StoriesAsync(int seed)
    {
        await using var scratch = await TestDatabase.SqliteAsync();
        await new DemoCompany(scratch.Database, new FakeTimeProvider(Now)).CreateAsync(150, seed);
        await using var context = scratch.Lease();
        var deals = await context.Deals.AsNoTracking().AsSplitQuery()
            .Include(deal => deal.Account).Include(deal => deal.Owner).Include(deal => deal.Stage)
            .Include(deal => deal.Transitions).Include(deal => deal.Activities).ToListAsync();
        return string.Join('\n', deals.Select(Story).Order(StringComparer.Ordinal));

        static string Story(Deal deal) => string.Join('|',
            [
                deal.Title, deal.Account?.Name, deal.Owner?.Subject, deal.Stage.Name, deal.AmountUnits, deal.Currency,
                $"{deal.CreatedAt:O} {deal.ClosedAt:O} {deal.ExpectedCloseDate:O} {deal.Score} {deal.Version}",
                .. deal.Transitions.OrderBy(step => step.Sequence)
                    .Select(step => $"{step.Kind} {step.EffectiveAt:O} {step.Reason}"),
                .. deal.Activities.Select(each => $"{each.Type} {each.Subject} {each.DueAt:O} {each.CompletedAt:O}")
                    .Order(),
            ]);
    }
}
