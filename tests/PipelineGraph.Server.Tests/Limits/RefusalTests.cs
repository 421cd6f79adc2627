using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>What hostile requests cost the process, client and all.</summary>
[Collection(LimitServer.Collection)]
public sealed class RefusalTests(LimitServer server, ITestOutputHelper output)
{
    private const int Tries = 8;
    private const double RefusedMilliseconds = 20, PassedMilliseconds = 50;

    private static readonly Dictionary<string, Attack> Requests = LimitRows.All
        .Select(row => new Attack(row.Name, System.Text.Encoding.UTF8.GetBytes(row.Above)))
        .Concat(Attacks.All).ToDictionary(attack => attack.Name);

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hostile_request_is_refused_or_harmless_and_costs_little_processor_time(string name)
    {
        var (attack, token) = (Requests[name], server.NewToken());

        var (answer, cheapest) = (default(LimitAnswer), double.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            answer = await server.PostAsync(attack.Bytes, token);
            cheapest = Math.Min(cheapest, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        Assert.InRange(answer!.Status, 200, 499);
        Assert.DoesNotContain("Unexpected Execution Error", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Refusal is null == attack.IsAnswered, answer.Text);
        var allowed = attack.PassesGate ? PassedMilliseconds : RefusedMilliseconds;
        output.WriteLine($"CPU {cheapest,6:0.0} ms {name} {answer.Status}");
        Assert.True(cheapest < allowed, $"{cheapest:0.0} ms");
    }
}
