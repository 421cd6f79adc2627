using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Import;

namespace PipelineGraph.Server.Tests.Import;

public sealed class RepeatedImportTests
{
    private const string Header = "id,title,stage,status,account,owner,amount,created_at,closed_at";

    [Fact]
    public async Task A_changed_row_changes_what_was_not_edited_here_and_reports_the_rest()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        await EditAsync(scene, new DealEdit { AmountUnits = 1234_0000 });
        scene.Write("deals.csv", Header, "d1,Shelves and desks,Proposal,OPEN,a2,r1,2000,2026-03-01,");

        var report = await scene.RunAsync();

        var deal = await DealAsync(scene);
        Assert.Equal(("Shelves and desks", "Mirebrook", 1234_0000), (deal.Title, deal.Account!.Name, deal.AmountUnits));
        Assert.Equal(
            ["deals.csv, line 2, amount: '2000' is not taken: it was changed here to '1234' since the last import"],
            report.Kept.Select(kept => kept.ToString()));
        Assert.Equal(1, report.Counts[ImportKind.Deals].Changed);
    }

    [Fact]
    public async Task An_edit_survives_a_row_that_is_as_it_was()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        await EditAsync(scene, new DealEdit { Title = "Mine", OwnerId = new Change<Guid?>(null) });
        var before = await scene.Database.DumpAsync();

        var report = await scene.RunAsync();

        Assert.Empty(report.Kept);
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    [Fact]
    public async Task What_was_kept_is_not_taken_by_a_third_import_either()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        await EditAsync(scene, new DealEdit { AmountUnits = 1234_0000 });
        scene.Write("deals.csv", Header, "d1,Shelves,Proposal,OPEN,a1,r1,2000,2026-03-01,");
        await scene.RunAsync();

        scene.Write("deals.csv", Header, "d1,Desks,Proposal,OPEN,a1,r1,2000,2026-03-01,");
        await scene.RunAsync();

        var deal = await DealAsync(scene);
        Assert.Equal(("Desks", 1234_0000), (deal.Title, deal.AmountUnits));
    }

    [Fact]
    public async Task A_deal_that_was_won_since_is_won_here_too()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        scene.Write("deals.csv", Header, "d1,Shelves,Proposal,WON,a1,r1,900,2026-03-01,2026-03-20");

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        Assert.Empty(report.Kept);
        var deal = await DealAsync(scene);
        Assert.Equal(
            (DealStatus.Won, 900_0000, new DateTime(2026, 3, 20, 0, 0, 0, DateTimeKind.Utc)),
                (deal.Status, deal.AmountUnits, deal.ClosedAt));
        Assert.Equal(
            [TransitionKind.Created, TransitionKind.Won],
                deal.Transitions.OrderBy(step => step.Sequence).Select(step => step.Kind));
    }

    [Fact]
    public async Task A_deal_that_was_moved_here_keeps_its_stage()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        await ChangeAsync(scene, (deal, at) => deal.RecordLoss(at, LossReason.Price));
        scene.Write("deals.csv", Header, "d1,Shelves,Proposal,WON,a1,r1,1000,2026-03-01,2026-03-20");

        var report = await scene.RunAsync();

        Assert.Equal(DealStatus.Lost, (await DealAsync(scene)).Status);
        Assert.Equal(
            ["deals.csv, line 2: its stage and close are not taken: the deal was moved here since the last import"],
            report.Kept.Select(kept => kept.ToString()));
    }

    [Fact]
    public async Task A_past_that_was_rewritten_is_not_taken()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        scene.Write("deals.csv", Header, "d1,Shelves,Negotiation,OPEN,a1,r1,1000,2026-03-01,");

        var report = await scene.RunAsync();

        Assert.Single(report.Kept);
        Assert.Equal("Proposal", (await DealAsync(scene)).Stage.Name);
    }

    [Fact]
    public async Task A_longer_history_is_continued()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,,,a1,r1,1000,,");
        string[] history =
            ["deal,kind,to_stage,effective_at", "d1,CREATED,Prospecting,2026-03-01", "d1,ADVANCED,Proposal,2026-03-05"];
        scene.Write("stage_history.csv", history);
        scene.Write(
            "field_history.csv", "deal,field,old_value,new_value,effective_at", "d1,AMOUNT,500,1000,2026-03-02");
        await scene.RunAsync();
        scene.Write("stage_history.csv", [.. history, "d1,ADVANCED,Closing,2026-03-09", "d1,WON,,2026-03-12"]);
        scene.Write(
            "field_history.csv", "deal,field,old_value,new_value,effective_at", "d1,AMOUNT,500,1000,2026-03-02",
                "d1,AMOUNT,1000,1100,2026-03-10");
        scene.Write("deals.csv", Header, "d1,Shelves,,,a1,r1,1100,,");

        var report = await scene.RunAsync();

        Assert.Empty(report.Faults);
        Assert.Empty(report.Kept);
        var deal = await DealAsync(scene);
        Assert.Equal(
            (DealStatus.Won, "Closing", 1100_0000, 4),
                (deal.Status, deal.Stage.Name, deal.AmountUnits, deal.TransitionCount));
    }

    [Fact]
    public async Task Planned_activities_are_completed_and_new_ones_added()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        scene.Write("activities.csv", "id,deal,type,subject,due_at,completed_at", "x1,d1,CALL,Call them,2026-03-10,");
        await scene.RunAsync();
        scene.Write("activities.csv", "id,deal,type,subject,due_at,completed_at",
            "x1,d1,CALL,Call them,2026-03-10,2026-03-11", "x2,d1,EMAIL,Thank you,,2026-03-12");

        var report = await scene.RunAsync();

        Assert.Empty(report.Kept);
        var activities = (await DealAsync(scene)).Activities.OrderBy(activity => activity.CompletedAt).ToList();
        Assert.Equal(
            [("Call them", 11), ("Thank you", 12)],
                activities.Select(each => (each.Subject, each.CompletedAt!.Value.Day)));
    }

    [Fact]
    public async Task Accounts_take_new_values_and_keep_edited_ones()
    {
        await using var scene = await ImportScene.WithDealsAsync();
        await scene.RunAsync();
        await using (var context = scene.Lease())
        {
            (await context.Accounts.SingleAsync(account => account.ExternalId == "a1"))
                .Edit(new AccountEdit { Name = "Quillon & Sons" }, scene.Clock.GetUtcNow().UtcDateTime);
            await context.SaveChangesAsync();
        }
        scene.Write("accounts.csv", "id,name,country", "a1,Quillon Media,Austria", "a2,Mirebrook,Austria");

        var report = await scene.RunAsync();

        await using var after = scene.Lease();
        var account = await after.Accounts.SingleAsync(each => each.ExternalId == "a1");
        Assert.Equal(("Quillon & Sons", "Austria"), (account.Name, account.Country));
        Assert.Equal(
            ["accounts.csv, line 2, name: 'Quillon Media' is not taken: "
                + "it was changed here to 'Quillon & Sons' since the last import"],
            report.Kept.Select(kept => kept.ToString()));
    }

    [Fact]
    public async Task An_account_that_has_the_external_id_already_is_that_account()
    {
        await using var scene = await ImportScene.WithDealsAsync();
        await using (var context = scene.Lease())
        {
            context.Add(
                new Account(
                    "Quillon Books", scene.Clock.GetUtcNow().UtcDateTime, new AccountEdit { ExternalId = "a1" }));
            await context.SaveChangesAsync();
        }

        var report = await scene.RunAsync();

        await using var after = scene.Lease();
        Assert.Equal("Germany", (await after.Accounts.SingleAsync(account => account.Name == "Quillon Books")).Country);
        Assert.Equal((1, 1), (report.Counts[ImportKind.Accounts].Created, report.Counts[ImportKind.Accounts].Changed));
    }

    [Fact]
    public async Task A_rejected_second_import_leaves_the_database_as_it_was()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,Shelves,Proposal,OPEN,a1,r1,1000,2026-03-01,");
        await scene.RunAsync();
        var before = await scene.Database.DumpAsync();
        scene.Write("accounts.csv", "id,name,country", "a1,New name,Germany", "a2,Mirebrook,Austria", "a3,Third,Spain");
        scene.Write(
            "deals.csv", Header, "d1,New title,Proposal,WON,a3,r1,1000,2026-03-01,2026-03-04",
                "d2,Bad,Nowhere,OPEN,a1,r1,1,2026-03-01,");

        var report = await scene.RunAsync();

        Assert.Single(report.Faults);
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    private static Task EditAsync(ImportScene scene, DealEdit edit)
        => ChangeAsync(scene, (deal, at) => deal.RecordEdit(edit, at));

    private static async Task ChangeAsync(ImportScene scene, Action<Deal, Recording> change)
    {
        scene.Clock.Advance(TimeSpan.FromHours(1));
        await using var context = scene.Lease();
        var deal = await context.Deals.Include(each => each.Visits).SingleAsync();
        change(
            deal, Recording.At(scene.Clock.GetUtcNow().UtcDateTime, await context.ActorAsync(ActorKind.Person, "Ada")));
        await context.SaveChangesAsync();
        scene.Clock.Advance(TimeSpan.FromHours(1));
    }

    private static async Task<Deal> DealAsync(ImportScene scene)
    {
        await using var context = scene.Lease();
        return await context.Deals.AsNoTracking().Include(deal => deal.Account).Include(deal => deal.Stage)
            .Include(deal => deal.Transitions).Include(deal => deal.Activities).SingleAsync();
    }
}
