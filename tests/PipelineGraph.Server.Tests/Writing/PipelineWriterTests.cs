using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Tests.Writing;

public sealed class PipelineWriterTests
{
    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Change_of_a_deal_is_one_event_by_the_sales_rep_behind_the_caller(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);

        var version = await scene.EditAsync(0, 5_0000);

        var happened = Assert.Single(await scene.LogAsync());
        Assert.Equal((1, 2, PipelineEventType.DealUpdated), (happened.Position, version, happened.Type));
        Assert.Equal((scene.Deals[0], version), (happened.DealId, happened.DealVersion));
        Assert.Equal((WritingScene.Now, "North", "North"),
            (happened.RecordedAt, happened.OwnerTeam, happened.FormerOwnerTeam));
        Assert.Equal((ActorKind.Person, "Bob Rep", "bob", (Guid?)scene.Rep.Id),
            (happened.Actor.Kind, happened.Actor.Name, happened.Actor.Subject, happened.Actor.SalesRepId));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Refused_change_leaves_no_event_no_version_and_no_actor(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);

        await Assert.ThrowsAsync<DealNotClosedException>(() => scene.Writer.WriteAsync<string>(
            WritingScene.User("stranger"), async session =>
            {
                var deal = await session.Context.Deals.SingleAsync();
                deal.RecordEdit(new DealEdit { AmountUnits = 1 }, session.At());
                await session.Context.SaveChangesAsync();
                throw new DealNotClosedException(deal.Status);
            }, CancellationToken.None));

        await using var context = scene.Database.Lease();
        Assert.Empty(await scene.LogAsync());
        Assert.Equal(1, (await context.Deals.SingleAsync()).Version);
        Assert.False(await context.Actors.AnyAsync(actor => actor.Subject == "stranger"));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Writers_side_by_side_leave_versions_and_positions_without_a_gap(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider, deals: 4);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 8; i++) await scene.EditAsync(writer % 4, (writer * 100) + i + 1);
        })));

        var log = await scene.LogAsync();
        Assert.Equal(Enumerable.Range(1, 128).Select(each => (long?)each), log.Select(each => each.Position));
        Assert.All(log.GroupBy(each => each.DealId), deal
            => Assert.Equal(Enumerable.Range(2, 32), deal.Select(each => each.DealVersion)));
    }

    [Fact]
    public async Task Callers_are_named_by_their_sales_rep_else_the_token_else_the_subject()
    {
        await using var scene = await WritingScene.CreateAsync("Sqlite");

        await scene.EditAsync(0, 1, WritingScene.User("bob", "Robert"));
        await scene.EditAsync(0, 2, WritingScene.User("eve", "Eve"));
        await scene.EditAsync(0, 3, WritingScene.User("anna"));
        await scene.EditAsync(0, 4, WritingScene.User("billing", "Billing", "integration"));
        await scene.EditAsync(0, 5, WritingScene.User("both", "Both", "integration", "admin"));
        await scene.EditAsync(0, 6, WritingScene.User("eve", "Eve"));

        var actors = (await scene.LogAsync()).Select(each => (each.Actor.Name, each.Actor.Kind)).ToList();
        Assert.Equal(
            [
                ("Bob Rep", ActorKind.Person), ("Eve", ActorKind.Person), ("anna", ActorKind.Person),
                ("Billing", ActorKind.Integration), ("Both", ActorKind.Person), ("Eve", ActorKind.Person),
            ], actors);
    }

    [Fact]
    public async Task Renamed_sales_rep_acts_under_the_new_name_and_keeps_the_old_one_in_the_history()
    {
        await using var scene = await WritingScene.CreateAsync("Sqlite");
        await scene.EditAsync(0, 1);

        await scene.Writer.WriteAsync(WritingScene.User("boss", null, "admin"), async session =>
        {
            var rep = await session.Context.SalesReps.SingleAsync();
            rep.Edit(new SalesRepEdit { Name = "Robert Rep" }, session.Now);
            return rep.Id;
        }, CancellationToken.None);
        await scene.EditAsync(0, 2);

        Assert.Equal(["Bob Rep", "Robert Rep"], (await scene.LogAsync()).Select(each => each.Actor.Name));
    }
}
