using PipelineGraph.Engine.Tests.Transport.WebSocket;
using Xunit.Abstractions;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>Replay, then live: everything that matches, once, in order.</summary>
public sealed class FollowingTests(ITestOutputHelper output)
{
    private const string All = "subscription ($after: String) { onOpinion(after: $after) { points } }";

    [Fact]
    public async Task Without_a_cursor_only_what_comes_from_now_on_is_sent()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(1, 2);
        var stream = await server.OpenAsync("subscription { onOpinion { points } }");
        server.Feed.Append(3);
        var sink = new RecordingSink();
        server.Start(stream, sink);
        server.Feed.Append(4);

        await Waiting.UntilAsync(() => sink.Positions.Count == 2);
        Assert.Equal([3, 4], sink.Positions);
    }

    [Fact]
    public async Task A_cursor_of_the_connection_wins_over_the_one_of_the_field()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(1, 2, 3);

        var stream = await server.OpenAsync(All, """{ "after": "" }""", resumeAfter: "c2");

        Assert.Equal(2, stream.Start);
    }

    [Fact]
    public async Task Random_subscribers_of_a_log_that_grows_get_everything_that_matches_once_and_in_order()
    {
        var seed = Environment.GetEnvironmentVariable("PIPELINEGRAPH_STREAM_SEED") is { Length: > 0 } given
            ? int.Parse(given, null) : Random.Shared.Next();
        output.WriteLine($"PIPELINEGRAPH_STREAM_SEED={seed}");
        var random = new Random(seed);
        using var server = await OpinionServer.StartAsync();
        var all = new List<int>();
        var subscribers = new List<(RecordingSink Sink, long Start, int Of)>();

        for (var step = 0; step < 150; step++)
        {
            int[] news = [.. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(1, 7))];
            all.AddRange(news);
            server.Feed.Append(news);
            if (random.Next(3) == 0)
            {
                var (start, of) = (random.Next(all.Count + 1), random.Next(1, 4));
                var query = $"subscription ($after: String) {{ onOpinion(multiplesOf: \"{of}\", after: $after) {{ points }} }}";
                subscribers.Add((await server.FollowAsync(query, $$"""{ "after": "c{{start}}" }"""), start, of));
            }

            if (random.Next(4) == 0) await Task.Yield();
        }

        foreach (var (sink, start, of) in subscribers)
        {
            long[] expected = [.. Enumerable.Range(1, all.Count).Select(position => (long)position)
                .Where(position => position > start && all[(int)position - 1] % of == 0)];
            await Waiting.UntilAsync(() => sink.Positions.Count >= expected.Length);
            Assert.Equal(expected, sink.Positions);
        }

        Assert.True(server.Streams.Channels <= 3);
    }

    [Fact]
    public async Task Equal_selections_are_executed_once_for_each_event_wherever_they_began()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(1, 2, 3);
        var sinks = new List<RecordingSink>();
        for (var i = 0; i < 40; i++) sinks.Add(await server.FollowAsync(All, $$"""{ "after": "c{{i % 4}}" }"""));
        await Waiting.UntilAsync(() => sinks.Index().All(each => each.Item.Positions.Count == 3 - each.Index % 4));
        await Waiting.UntilAsync(() => server.Streams is { Channels: 1, Followers: 40 });
        server.Library.ClearCommands();
        var reads = server.Feed.Reads;

        server.Feed.Append(5);

        await Waiting.UntilAsync(() => sinks.Index().All(each => each.Item.Positions.Count == 4 - each.Index % 4));
        Assert.Single(server.Library.Commands);
        Assert.Equal(reads + 1, server.Feed.Reads);
    }

    [Theory]
    [InlineData(All, """{ "after": "c0" }""", "somebody else")]
    [InlineData("subscription ($after: String) { onOpinion(after: $after) { points text: __typename } }",
        """{ "after": "c0" }""", "")]
    [InlineData("subscription ($after: String, $of: String) { onOpinion(after: $after, multiplesOf: $of) { points } }",
        """{ "after": "c0", "of": "2" }""", "")]
    public async Task Others_are_executed_apart(string query, string variables, string caller)
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(2);
        var one = await server.FollowAsync(All, """{ "after": "c0" }""");

        var other = await server.FollowAsync(query, variables, caller);

        await Waiting.UntilAsync(() => one.Positions.Count + other.Positions.Count == 2);
        await Waiting.UntilAsync(() => server.Streams is { Channels: 2, Followers: 2 });
    }

    [Fact]
    public async Task A_cursor_variable_that_is_used_elsewhere_too_tells_selections_apart()
    {
        using var server = await OpinionServer.StartAsync();
        const string Query = "subscription ($x: String) { onOpinion(after: $x, multiplesOf: $x) { points } }";

        var (errors, _) = await server.TryOpenAsync(Query, """{ "x": "1" }""");

        Assert.Equal("HC0078", Assert.Single(errors).Code);   // "1" is a divisor, and no cursor
    }

    [Fact]
    public async Task After_the_last_subscriber_nothing_is_left()
    {
        using var server = await OpinionServer.StartAsync();
        var runs = new List<(Task Run, CancellationTokenSource Cancellation)>();
        for (var i = 0; i < 20; i++)
            runs.Add(server.Start(await server.OpenAsync("subscription { onOpinion { points } }"), new RecordingSink()));
        await Waiting.UntilAsync(() => server.Streams is { Channels: 1, Followers: 20 });

        foreach (var (run, cancellation) in runs)
        {
            await cancellation.CancelAsync();
            await run;
        }

        Assert.Equal(0, server.Streams.Channels);
        var reads = server.Feed.Reads;
        server.Feed.Append(1);
        await Task.Yield();
        Assert.Equal(reads, server.Feed.Reads);
    }

    [Fact]
    public async Task Events_removed_in_the_middle_of_a_replay_end_it_with_an_error()
    {
        using var server = await OpinionServer.StartAsync();
        server.Feed.Append(Enumerable.Repeat(1, 1_000));
        var sink = new RecordingSink(isStuck: true);
        var (run, _) = server.Start(await server.OpenAsync(All, """{ "after": "c0" }"""), sink);
        await Waiting.UntilAsync(() => sink.Begun == 1);

        server.Feed.Remove(500);
        sink.Release();

        var error = await Assert.ThrowsAsync<GraphQL.ExecutionError>(() => run);
        Assert.Equal(OpinionFeed.Expired, error.Message);
        Assert.Equal(200, sink.Positions.Count);
    }
}
