using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

public class SocketLifeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_thousand_sockets_opened_and_closed_in_every_way_leave_nothing_behind()
    {
        var clock = new TimerCount();
        await using var host = await GraphQLHost.StartAsync(services: all => all.AddSingleton<TimeProvider>(clock));
        var open = host.Services.GetRequiredService<OpenConnections>();
        var before = clock.Running;

        var most = 0;
        await Parallel.ForAsync(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (number, _) =>
        {
            await UseAsync(host, number);
            InterlockedMax(ref most, open.Count);
        });
        await Waiting.UntilAsync(() => open.Count == 0);

        Assert.True(most > 1);
        Assert.Equal(before, clock.Running);
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task Close_that_the_client_does_not_answer_is_cut_after_5_seconds()
    {
        var clock = new FakeTimeProvider();
        await using var host = await GraphQLHost.StartAsync(services: all => all.AddSingleton<TimeProvider>(clock));
        var open = host.Services.GetRequiredService<OpenConnections>();
        using var client = await SocketClient.ConnectAsync(host.Url);
        await client.SendAsync("x");
        await client.IsCutAsync();   // reads the close and says nothing

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, open.Count);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        await Waiting.UntilAsync(() => open.Count == 0);
    }

    [Fact]
    public async Task Shutdown_closes_with_1001_whatever_state_a_connection_is_in()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var silent = await SocketClient.ConnectAsync(host.Url);
        using var initialised = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
        await silent.SettleAsync();

        var stopped = host.StopAsync();

        Assert.Equal((1001, "The server is shutting down"), await silent.ClosedAsync());
        Assert.Equal((1001, "The server is shutting down"), await initialised.ClosedAsync());
        await stopped.WaitAsync(Patience);
    }

    [Fact]
    public async Task Shutdown_lets_running_operations_answer_and_starts_no_others()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
        await client.SubscribeAsync("1", "mutation { countLater }");
        await host.Probe.Waiting.WaitAsync(Patience);

        var stopped = host.StopAsync();
        await client.SubscribeAsync("2", "mutation { count }");
        using var late = await SocketClient.ConnectAsync(host.Url);
        Assert.Equal(1001, (await late.ClosedAsync()).Code);
        host.Probe.Gate.Release();

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"countLater":1}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await client.ReceiveAsync());
        Assert.Equal(1001, (await client.ClosedAsync()).Code);
        await stopped.WaitAsync(Patience);
        Assert.Equal(1, host.Probe.Mutations);
    }

    private static async Task UseAsync(GraphQLHost host, int number)
    {
        using var client = await SocketClient.ConnectAsync(host.Url, number % 10 == 0 ? [] : null);
        if (number % 10 == 0)
        {
            Assert.Equal(4406, (await client.ClosedAsync()).Code);
            return;
        }

        if (number % 10 > 1) await client.InitialisedAsync();
        if (number % 10 > 2) await client.SubscribeAsync("1", number % 10 > 5 ? "{ waits }" : "{ hello }");
        if (number % 10 > 7) client.Vanish();
        else await client.CloseAsync();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }

    /// <summary>The system's clock, counting the timers that are not disposed of.</summary>
    private sealed class TimerCount : TimeProvider
    {
        private int _running;

        public int Running => _running;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _running);
            return new Counted(base.CreateTimer(callback, state, dueTime, period), this);
        }

        private sealed class Counted(ITimer timer, TimerCount count) : ITimer
        {
            private bool _isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                if (!Interlocked.Exchange(ref _isDisposed, true)) Interlocked.Decrement(ref count._running);
                timer.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
