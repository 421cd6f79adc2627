using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Tests.Writing;

namespace PipelineGraph.Server.Tests.Data.Writing;

public sealed class EventNumberingTests
{
    [SkippableFact]
    public async Task Event_of_a_transaction_that_commits_late_comes_after_those_that_were_read_before_it()
    {
        await using var scene = await WritingScene.CreateAsync("PostgreSql", deals: 2);
        await using var slow = scene.Database.Lease();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        await EditAsync(slow, scene.Deals[0], edits: 1);

        await scene.EditAsync(1, 1);
        var before = await scene.LogAsync();
        await transaction.CommitAsync();
        await scene.Database.Services.GetRequiredService<EventNumbering>().RunAsync();

        Assert.Equal([(1L, scene.Deals[1])], before.Select(each => (each.Position!.Value, each.DealId)));
        Assert.Equal([(1L, scene.Deals[1]), (2L, scene.Deals[0])],
            (await scene.LogAsync()).Select(each => (each.Position!.Value, each.DealId)));
    }

    [SkippableFact]
    public async Task Many_events_of_one_save_follow_the_versions_of_their_deals()
    {
        await using var scene = await WritingScene.CreateAsync("PostgreSql", deals: 2);
        await using var context = scene.Database.Lease();
        await EditAsync(context, scene.Deals[0], edits: 40);
        await EditAsync(context, scene.Deals[1], edits: 40);

        await scene.Database.Services.GetRequiredService<EventNumbering>().RunAsync();

        var log = await scene.LogAsync();
        Assert.Equal(Enumerable.Range(1, 80).Select(each => (long?)each), log.Select(each => each.Position));
        Assert.All(log.GroupBy(each => each.DealId),
            deal => Assert.Equal(Enumerable.Range(2, 40), deal.Select(each => each.DealVersion)));
    }

    [SkippableFact]
    public async Task Numbering_wakes_those_who_wait_and_only_when_there_is_something()
    {
        await using var scene = await WritingScene.CreateAsync("PostgreSql");
        var numbering = scene.Database.Services.GetRequiredService<EventNumbering>();
        var next = scene.Database.Services.GetRequiredService<EventSignal>().Next;

        await numbering.RunAsync();
        var isWokenForNothing = next.IsCompleted;
        await scene.EditAsync(0, 1);

        Assert.False(isWokenForNothing);
        Assert.True(next.IsCompleted);
    }

    private static async Task EditAsync(PipelineDbContext context, Guid id, int edits)
    {
        var deal = await context.Deals.SingleAsync(each => each.Id == id);
        var actor = await context.Actors.FirstAsync(each => each.Kind == ActorKind.System);
        for (var i = 0; i < edits; i++)
            deal.RecordEdit(new DealEdit { AmountUnits = i + 1 }, Recording.At(WritingScene.Now, actor));
        context.AddRange(deal.TakeEvents());
        await context.SaveChangesAsync();
    }
}
