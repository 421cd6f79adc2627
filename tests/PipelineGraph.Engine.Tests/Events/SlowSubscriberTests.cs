using PipelineGraph.Engine.Tests.Transport.WebSocket;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>Whoever does not keep up is bounded, cut off alone, and may resume.</summary>
public sealed class SlowSubscriberTests
{
    private const string Live = "subscription { onOpinion { points } }";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);   // a test that fails does not hang

    [Fact]
    public async Task A_stuck_subscriber_is_cut_off_alone_and_resumes_from_its_last_cursor()
    {
        using var server = await OpinionServer.StartAsync(limits: limits => limits.WaitingEvents = 10);
        var others = new List<RecordingSink>();
        for (var i = 0; i < 199; i++) others.Add(await server.FollowAsync(Live));
        var stuck = new RecordingSink();
        var stream = await server.OpenAsync(Live);
        var (run, _) = server.Start(stream, stuck);
        await Waiting.UntilAsync(() => server.Streams.Followers == 200);
        server.Feed.Append(1);
        await Waiting.UntilAsync(() => stuck.Positions.Count == 1 && others.All(each => each.Positions.Count == 1));

        stuck.Block();
        for (var i = 2; i <= 13; i++)
        {
            Assert.False(stuck.IsCut);
            server.Feed.Append(1);
            var expected = i;
            await Waiting.UntilAsync(() => others.All(each => each.Positions.Count == expected));
        }

        await Waiting.UntilAsync(() => stuck.IsCut);
        await run.WaitAsync(Patience);
        Assert.Equal((2, 1), (stuck.Begun, stuck.Positions.Count));
        Assert.DoesNotContain(others, each => each.IsCut);

        var again = await server.FollowAsync("""subscription { onOpinion(after: "c1") { points } }""");
        await Waiting.UntilAsync(() => again.Positions.Count == 12);
        Assert.Equal(Enumerable.Range(2, 12).Select(position => (long)position), again.Positions);
    }

    [Fact]
    public async Task Few_large_events_are_too_many_as_well()
    {
        using var server = await OpinionServer.StartAsync(limits: limits => limits.WaitingBytes = 100);
        var stuck = new RecordingSink(isStuck: true);
        var (run, _) = server.Start(await server.OpenAsync(Live), stuck);
        await Waiting.UntilAsync(() => server.Streams.Followers == 1);

        server.Feed.Append(1, 1, 1, 1, 1);   // 36 bytes each, one of them being sent

        await run.WaitAsync(Patience);
        Assert.True(stuck.IsCut);
    }

    [Fact]
    public async Task Cursor_of_whoever_was_cut_off_is_not_beyond_what_was_sent()
    {
        using var server = await OpinionServer.StartAsync(limits: limits => limits.WaitingBytes = 100);
        var stream = await server.OpenAsync(Live);
        var (run, _) = server.Start(stream, new RecordingSink());
        await Waiting.UntilAsync(() => server.Streams.Followers == 1);

        server.Feed.Append(1, 1, 1, 1, 1);   // too much at once: nothing of it is sent

        await run.WaitAsync(Patience);
        Assert.Equal(0, stream.SentThrough);
    }

    [Fact]
    public async Task A_replay_waits_for_its_client_and_cuts_nobody_off()
    {
        using var server = await OpinionServer.StartAsync(limits: limits => limits.WaitingEvents = 10);
        server.Feed.Append(Enumerable.Repeat(1, 500));
        var slow = new RecordingSink(isStuck: true);
        server.Start(await server.OpenAsync("""subscription { onOpinion(after: "") { points } }"""), slow);
        await Waiting.UntilAsync(() => slow.Begun == 1);

        server.Feed.Append(Enumerable.Repeat(1, 100));
        slow.Release();

        await Waiting.UntilAsync(() => slow.Positions.Count == 600);
        Assert.False(slow.IsCut);
    }

    [Fact]
    public async Task A_burst_goes_no_faster_than_those_who_keep_up()
    {
        using var server = await OpinionServer.StartAsync(limits: limits => limits.WaitingEvents = 400);
        var sink = await server.FollowAsync(Live);
        await Waiting.UntilAsync(() => server.Streams.Followers == 1);

        server.Feed.Append(Enumerable.Repeat(1, 3_000));

        await Waiting.UntilAsync(() => sink.Positions.Count == 3_000);
        Assert.False(sink.IsCut);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_cuts_off_whoever_is_live_and_lets_them_resume()
    {
        using var server = await OpinionServer.StartAsync();
        var sink = new RecordingSink();
        var (run, _) = server.Start(await server.OpenAsync(Live), sink);
        await Waiting.UntilAsync(() => server.Streams.Followers == 1);

        server.Feed.Fault = new IOException("disk");
        server.Feed.Append(1);
        await run.WaitAsync(Patience);
        server.Feed.Fault = null;

        Assert.True(sink.IsCut);
        Assert.Equal(0, server.Streams.Channels);
        var again = await server.FollowAsync("""subscription { onOpinion(after: "c0") { points } }""");
        await Waiting.UntilAsync(() => again.Positions.Count == 1);
        server.Feed.Append(1);
        await Waiting.UntilAsync(() => again.Positions.Count == 2);
    }

    [Fact]
    public async Task Sent_through_counts_what_does_not_match_and_waits_for_what_is_being_sent()
    {
        using var server = await OpinionServer.StartAsync();
        var sink = new RecordingSink();
        var stream = await server.OpenAsync("""subscription { onOpinion(multiplesOf: "2") { points } }""");
        server.Start(stream, sink);
        await Waiting.UntilAsync(() => server.Streams.Followers == 1);

        server.Feed.Append(1, 3, 5);
        await Waiting.UntilAsync(() => stream.SentThrough == 3);
        sink.Block();
        server.Feed.Append(1, 2, 1);
        await Waiting.UntilAsync(() => sink.Begun == 1);

        Assert.Equal(3, stream.SentThrough);
        sink.Release();
        await Waiting.UntilAsync(() => stream.SentThrough == 6);
    }
}
