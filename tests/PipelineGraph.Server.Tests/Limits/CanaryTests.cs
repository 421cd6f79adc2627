using System.Diagnostics;
using PipelineGraph.Server.Access;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>Callers beside attackers.</summary>
[Collection(LimitServer.Collection)]
public sealed class CanaryTests(LimitServer server, ITestOutputHelper output)
{
    private const int Attackers = 4, Rounds = 3;

    /// <summary>
    /// What each attacker's request may cost, and as much again for the machine, which other programs share. Holds while
    /// an attacker's request costs what it may; one that costs seconds breaks it.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(Attackers * 50 * 5);

    [Fact]
    public async Task Nobody_waits_longer_than_alone_and_a_second_while_others_attack()
    {
        var canary = server.NewToken(Role.Analyst);
        var before = await WorstAsync(canary, () => Task.Delay(TimeSpan.FromSeconds(1)));

        var under = await WorstAsync(canary, () => Task.WhenAll(Enumerable.Range(0, Attackers).Select(AttackAsync)));
        var after = await WorstAsync(canary, () => Task.Delay(TimeSpan.FromSeconds(1)));

        var alone = before > after ? before : after;
        output.WriteLine($"worst wait {under.TotalMilliseconds:0} ms, alone {alone.TotalMilliseconds:0} ms");
        Assert.True(under < alone + Grace, $"{under} beside {alone} alone");
    }

    private Task AttackAsync(int attacker) => Task.Run(async () =>
    {
        for (var i = 0; i < Rounds * Attacks.All.Count; i++)
        {
            var attack = Attacks.All[(i + (attacker * Attacks.All.Count / Attackers)) % Attacks.All.Count];
            var answer = await server.PostAsync(attack.Bytes, server.NewToken());
            Assert.InRange(answer.Status, 200, 499);
        }
    });

    /// <summary>The longest that one of the caller's requests took meanwhile.</summary>
    private async Task<TimeSpan> WorstAsync(string token, Func<Task> meanwhile)
    {
        var (worst, running) = (TimeSpan.Zero, Task.Run(meanwhile));
        while (!running.IsCompleted)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await server.PostAsync(LimitRow.Body("{ me { subject } deals(first: 3) { nodes { title } } }"), token);
            Assert.Null(answer.Refusal);
            var wait = Stopwatch.GetElapsedTime(begun);
            if (wait > worst) worst = wait;
        }

        await running;
        return worst;
    }
}
