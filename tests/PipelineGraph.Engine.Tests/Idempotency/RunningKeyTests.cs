using System.Net;
using System.Text.Json;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Idempotency;

/// <summary>Requests with one key at the same time.</summary>
public sealed class RunningKeyTests
{
    [Fact]
    public async Task Twenty_parallel_requests_have_one_effect_and_equal_answers()
    {
        await using var host = await LendingHost.StartAsync();
        var (began, release) = Hold(host);

        var first = host.LendAsync("k");
        await began.Task;
        var others = Enumerable.Range(0, 19).Select(_ => host.LendAsync("k")).ToArray();
        await WaitersAsync(host, 19);
        release.SetResult();
        var answers = await Task.WhenAll([first, .. others]);

        var texts = await Task.WhenAll(answers.Select(answer => answer.TextAsync()));
        Assert.Single(texts.Distinct());
        Assert.Equal(19, answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task A_request_that_waited_two_seconds_is_told_to_come_back()
    {
        await using var host = await LendingHost.StartAsync();
        var (began, release) = Hold(host);

        var first = host.LendAsync("k");
        await began.Task;
        var second = host.LendAsync("k");
        await WaitersAsync(host, 1);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var refused = await second;
        release.SetResult();

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("IDEMPOTENCY_IN_PROGRESS", JsonDocument.Parse(await refused.TextAsync()).RootElement
            .Dig("errors.0.extensions.code").GetString());
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task Another_body_does_not_wait_for_the_first()
    {
        await using var host = await LendingHost.StartAsync();
        var (began, release) = Hold(host);

        var first = host.LendAsync("k", book: 1);
        await began.Task;
        var refused = await host.LendAsync("k", book: 2);
        release.SetResult();
        await first;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task When_the_first_fails_by_accident_the_next_one_runs()
    {
        await using var host = await LendingHost.StartAsync();
        var succeed = host.Desk.Lend;
        var (began, release) = Hold(host, fails: true);

        var first = host.LendAsync("k");
        await began.Task;
        var second = host.LendAsync("k");
        await WaitersAsync(host, 1);
        host.Desk.Lend = succeed;
        release.SetResult();

        Assert.Contains("Unexpected Execution Error", await (await first).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("\"times\":1", await (await second).TextAsync(), StringComparison.Ordinal);
        Assert.False((await second).Headers.Contains("Idempotency-Replayed"));
    }

    /// <summary>Lets the mutation begin and wait.</summary>
    private static (TaskCompletionSource Began, TaskCompletionSource Release) Hold(LendingHost host, bool fails = false)
    {
        var (began, release, lend) = (Signal(), Signal(), host.Desk.Lend);
        host.Desk.Lend = async (input, call) =>
        {
            began.SetResult();
            await release.Task;
            return fails ? throw new InvalidOperationException() : await lend(input, call);
        };
        return (began, release);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task WaitersAsync(LendingHost host, int count)
    {
        while (host.Clock.Waiting < count) await Task.Yield();
    }
}
