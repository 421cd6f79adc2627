using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Import;

public sealed class CompanyImportTests
{
    private static readonly string Folder = Repository.File("samples", "company");

    [Fact]
    public async Task Sample_company_is_imported_with_its_past()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Folder = Folder;

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        await using var context = scene.Lease();
        Assert.Equal(Lines("deals.csv"), await context.Deals.CountAsync());
        Assert.Equal(Lines("stage_history.csv"), await context.StageTransitions.CountAsync());
        Assert.Equal(Lines("activities.csv"), await context.Activities.CountAsync());
        Assert.Equal(Lines("contacts.csv"), await context.Contacts.CountAsync());
        Assert.Equal(
            ["CHF", "EUR"], await context.Deals.Select(deal => deal.Currency).Distinct().Order().ToListAsync());
        Assert.All(await context.StageTransitions.Select(step => step.Actor.Kind).Distinct().ToListAsync(),
            kind => Assert.Equal(ActorKind.Import, kind));
        Assert.True(await context.Deals.AnyAsync(deal => deal.FollowUpOf!.Status == DealStatus.Won));
        Assert.All(
            await context.Deals.Where(deal => deal.Status == DealStatus.Won).Select(deal => deal.ClosingRateUnits)
                .ToListAsync(),
            rate => Assert.NotNull(rate));
    }

    [Fact]
    public async Task Importing_the_sample_company_again_changes_nothing()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Folder = Folder;
        await scene.RunAsync();
        var before = await scene.Database.DumpAsync();

        scene.Clock.Advance(TimeSpan.FromDays(1));
        var report = await scene.RunAsync();

        Assert.Empty(report.Kept);
        Assert.All(report.Counts.Values, counts => Assert.Equal((0, 0), (counts.Created, counts.Changed)));
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    [Fact]
    public async Task Stages_come_with_their_exit_criteria_and_stall_rules()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Folder = Folder;

        await scene.RunAsync();

        await using var context = scene.Lease();
        var visit =
            await context.Stages.Include(stage => stage.ExitCriteria).SingleAsync(stage => stage.Name == "Site visit");
        Assert.Equal(
            (2, 0.3, 14.0, 30.0), (visit.Position, visit.Probability, visit.TargetDays, visit.StalledAfterDays));
        Assert.Equal(
            [(ExitCriterionKind.FactorConfirmed, "The budget is confirmed"),
                (ExitCriterionKind.FieldPresent, "We know who decides")],
            visit.ExitCriteria.OrderBy(criterion => criterion.Position)
                .Select(criterion => (criterion.Kind, criterion.Label)));
        Assert.Equal(StallRules.TimeInStage | StallRules.NextStepOverdue,
            (await context.Stages.SingleAsync(stage => stage.Name == "Renewal due")).StallRules);
    }

    [Fact]
    public async Task A_dry_run_reports_and_changes_nothing()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Folder = Folder;
        var before = await scene.Database.DumpAsync();

        var report = await scene.RunAsync(isDryRun: true);

        Assert.Equal(Lines("deals.csv"), report.Counts[ImportKind.Deals].Created);
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    private static int Lines(string file) => File.ReadLines(Path.Combine(Folder, file)).Count() - 1;
}
