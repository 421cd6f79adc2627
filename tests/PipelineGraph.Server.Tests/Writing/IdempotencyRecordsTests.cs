using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Tests.Writing;

public sealed class IdempotencyRecordsTests
{
    private static readonly IdempotencyClaim Claim = new("bob", "key-1", [1, 2, 3]);

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Outcome_is_committed_with_the_change_and_the_first_response_stays(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);
        var records = RecordsOf(scene);

        await EditAsync(scene, 1, Claim);
        var before = await records.FindAsync("bob", "key-1", default);
        var first = await records.SaveResponseAsync(Claim, new byte[] { 7 }, default);
        var second = await records.SaveResponseAsync(Claim, new byte[] { 8 }, default);

        Assert.Equal([1, 2, 3], before!.BodyHash);
        Assert.Equal([42], before.Outcome);
        Assert.Null(before.Response);
        Assert.Equal([7], first);
        Assert.Equal([7], second);
        Assert.Null(await records.FindAsync("eve", "key-1", default));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Key_that_is_taken_undoes_the_change_that_came_with_it(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);
        var records = RecordsOf(scene);
        await records.SaveRefusalsAsync(Claim, [9], default);

        await Assert.ThrowsAsync<IdempotencyKeyTakenException>(() => EditAsync(scene, 1, Claim));
        await Assert.ThrowsAsync<IdempotencyKeyTakenException>(() => records.SaveRefusalsAsync(Claim, [8], default));

        await using var context = scene.Database.Lease();
        Assert.Equal(1, (await context.Deals.SingleAsync()).Version);
        Assert.Empty(await scene.LogAsync());
        Assert.Equal([9], (await records.FindAsync("bob", "key-1", default))!.Outcome);
    }

    private static Task EditAsync(WritingScene scene, long amountUnits, IdempotencyClaim claim)
        => scene.Writer.WriteAsync(WritingScene.User(), async session =>
        {
            var deal = await session.Context.Deals.SingleAsync(session.Cancelled);
            deal.RecordEdit(new DealEdit { AmountUnits = amountUnits }, session.At());
            return deal.Version;
        }, CancellationToken.None, claim, _ => [42]);

    private static IdempotencyRecords RecordsOf(WritingScene scene)
        => new(scene.Database.Database, scene.Database.Lane, scene.Clock);
}
