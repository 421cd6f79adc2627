using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>What was acknowledged stays, and nothing is done by halves, when the server dies at any moment.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int MoverCount = 16;
    private const int MostMoves = 20 * MoverCount;   // before a kill
    private const string RoundsVariable = "PIPELINEGRAPH_KILL_ROUNDS", SeedVariable = "PIPELINEGRAPH_KILL_SEED";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Acknowledged_moves_survive_SIGKILL_and_no_move_is_done_by_halves()
    {
        var seed = Movers.Setting(SeedVariable) ?? Random.Shared.Next();
        var rounds = Movers.Setting(RoundsVariable) ?? 20;
        var random = new Random(seed);
        output.WriteLine($"{SeedVariable}={seed}");
        var movers = await Movers.PrepareAsync(_folder, MoverCount, random);

        for (var round = 1; round <= rounds; round++)
        {
            using var server = await ServerProcess.StartAsync(_folder);
            await movers.CheckAsync(server);
            StoredFile.AssertWhole(_folder.File("test.db"));
            await movers.KillAsync(server, random.Next(1, MostMoves), random);
        }

        using var last = await ServerProcess.StartAsync(_folder);
        await movers.CheckAsync(last);
        StoredFile.AssertWhole(_folder.File("test.db"));
        var acknowledged = movers.Each.SelectMany(mover => mover.Acknowledged).ToList();
        output.WriteLine($"{acknowledged.Count} acknowledged moves in {rounds} rounds");
        Assert.True(acknowledged.Count > rounds * MoverCount, "Too few moves were under way to prove anything.");
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
    }
}
