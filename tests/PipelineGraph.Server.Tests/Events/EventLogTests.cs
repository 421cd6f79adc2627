using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineGraph.Domain.Events;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Writing;

namespace PipelineGraph.Server.Tests.Events;

public sealed class EventLogTests
{
    private static readonly Retention Usual = new(TimeSpan.FromDays(30), TimeSpan.FromDays(7));

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Events_are_read_after_a_cursor_and_by_what_is_asked(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider, deals: 2);
        foreach (var deal in (int[])[0, 1, 0, 1]) await scene.EditAsync(deal, 1 + (await scene.LogAsync()).Count);
        var log = new EventLog(scene.Database.Database, scene.Database.Visibility, new EventSignal());

        Assert.Equal([1, 2, 3, 4], await ReadAsync(log, null, EventFilter.All));
        Assert.Equal([3, 4], await ReadAsync(log, 2, EventFilter.All));
        Assert.Equal([2, 4], await ReadAsync(log, 0, new EventFilter(DealId: scene.Deals[1])));
        Assert.Equal([1, 2, 3, 4], await ReadAsync(log, 0, new EventFilter(PipelineId: scene.Pipeline.Id)));
        Assert.Empty(await ReadAsync(log, 0, new EventFilter(PipelineId: Guid.NewGuid())));
        Assert.Equal([4], await ReadAsync(log, 3, new EventFilter([PipelineEventType.DealUpdated])));
        Assert.Empty(await ReadAsync(log, 0, new EventFilter([PipelineEventType.DealWon])));
        Assert.Equal((4L, 2), (await log.LatestAsync(default),
            await log.CountAsync(new EventFilter(DealId: scene.Deals[0]), default)));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Old_events_go_and_cursors_before_what_is_left_have_expired(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);
        await scene.EditAsync(0, 1);
        await scene.EditAsync(0, 2);
        scene.Clock.Advance(TimeSpan.FromDays(29));
        await scene.EditAsync(0, 3);
        scene.Clock.Advance(TimeSpan.FromDays(1.5));

        await CleanAsync(scene);

        var log = new EventLog(scene.Database.Database, scene.Database.Visibility, new EventSignal());
        Assert.Equal([3], await ReadAsync(log, null, EventFilter.All));
        Assert.Equal([3], await ReadAsync(log, 2, EventFilter.All));
        var expired = await Assert.ThrowsAsync<EventCursorExpiredException>(() => ReadAsync(log, 1, EventFilter.All));
        Assert.Equal(EventCursor.Encode(2), expired.OldestCursor);
        await using var context = scene.Database.Lease();
        Assert.Equal((3, 4), (await context.FieldChanges.CountAsync(), (await context.Deals.SingleAsync()).Version));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Log_that_is_empty_again_goes_on_where_it_was(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);
        for (var i = 1; i <= 3; i++) await scene.EditAsync(0, i);
        scene.Clock.Advance(TimeSpan.FromDays(31));
        await CleanAsync(scene);
        var log = new EventLog(scene.Database.Database, scene.Database.Visibility, new EventSignal());
        var latest = await log.LatestAsync(default);

        await scene.EditAsync(0, 4);

        Assert.Equal(3, latest);
        Assert.Equal([4], await ReadAsync(log, latest, EventFilter.All));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Idempotency_records_go_after_their_days(string provider)
    {
        await using var scene = await WritingScene.CreateAsync(provider);
        await using (var context = scene.Database.Lease())
        {
            context.Add(new IdempotencyRow("bob", "old", [1], [2], WritingScene.Now.AddDays(-7).AddMilliseconds(-1)));
            context.Add(new IdempotencyRow("bob", "young", [1], [2], WritingScene.Now.AddDays(-7)));
            await context.SaveChangesAsync();
        }

        await CleanAsync(scene);

        await using var after = scene.Database.Lease();
        Assert.Equal(["young"], await after.IdempotencyRecords.Select(row => row.Key).ToListAsync());
    }

    private static async Task<IEnumerable<long>> ReadAsync(EventLog log, long? after, EventFilter filter)
        => (await log.ReadAsync(after, filter, 10, CancellationToken.None)).Select(each => each.Position!.Value);

    private static async Task CleanAsync(WritingScene scene)
    {
        using var cleaner =
            new EventCleaner(scene.Database.Lane, Usual, scene.Clock, NullLogger<EventCleaner>.Instance);
        await cleaner.CleanAsync(CancellationToken.None);
    }
}
