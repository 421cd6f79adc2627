using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

public class SocketCancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Complete_from_the_client_cancels_its_operation_and_no_next_follows()
    {
        await using var host = await StartPatientAsync();
        using var client = await ConnectAsync(host);
        await client.SubscribeAsync("1", "{ slow }");
        await Waiting.UntilAsync(() => host.Probe.Owned is not null);

        await client.SendAsync("""{"type":"complete","id":"1"}""");

        await Waiting.UntilAsync(() => host.Probe.Owned!.Disposed);
        await client.SettleAsync();
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task What_an_operation_answers_after_its_complete_is_not_sent()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);
        await client.SubscribeAsync("1", "mutation { countLater }");
        await host.Probe.Waiting.WaitAsync(Patience);

        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await client.SettleAsync();
        host.Probe.Gate.Release();
        await Waiting.UntilAsync(() => host.Probe.Mutations == 1);
        await client.SubscribeAsync("1", "{ hello }");

        Assert.Contains("hi there", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_complete_and_one_for_an_unknown_id_are_ignored()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);
        await client.SubscribeAsync("1", "{ waits }");

        foreach (var id in (string[])["1", "1", "2"])
            await client.SendAsync($$"""{"type":"complete","id":"{{id}}"}""");

        await client.SettleAsync();
    }

    [Fact]
    public async Task Cancelled_operation_that_still_runs_holds_its_place()
    {
        await using var host = await GraphQLHost.StartAsync(limits: limits => limits.OperationsPerConnection = 1);
        using var client = await ConnectAsync(host);
        await client.SubscribeAsync("1", "mutation { countLater }");
        await host.Probe.Waiting.WaitAsync(Patience);

        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await client.SubscribeAsync("2", "mutation { count }");
        var answer = client.ReceiveAsync();
        var isEarly = await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(200))) == answer;
        host.Probe.Gate.Release();

        Assert.False(isEarly);
        Assert.Equal("""{"type":"next","id":"2","payload":{"data":{"count":2}}}""", await answer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_that_closes_or_vanishes_has_its_operations_cancelled(bool says)
    {
        await using var host = await StartPatientAsync();
        using var client = await ConnectAsync(host);
        await client.SubscribeAsync("1", "{ slow }");
        await Waiting.UntilAsync(() => host.Probe.Owned is not null);

        if (says) await client.CloseAsync();
        else client.Vanish();

        await Waiting.UntilAsync(() => host.Probe.Owned!.Disposed);
        await Waiting.UntilAsync(() => host.Services.GetRequiredService<OpenConnections>().Count == 0);
        Assert.Empty(host.Logs.Lines);
    }

    /// <summary>No operation ends because it takes long.</summary>
    private static Task<GraphQLHost> StartPatientAsync()
        => GraphQLHost.StartAsync(limits: limits => limits.ExecutionTimeout = TimeSpan.FromHours(1));

    private static async Task<SocketClient> ConnectAsync(GraphQLHost host)
        => await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
}
