using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Races;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>What holds of every deal, whatever happened to it.</summary>
public sealed class LifeTests(ITestOutputHelper output)
{
    private const int Steps = 500;
    private const string SeedVariable = "PIPELINEGRAPH_LIVES_SEED";

    [Fact]
    public async Task After_any_life_dry_runs_were_true_visits_chain_and_events_tell_the_whole_state()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var office = await Office.OpenAsync();
        var lives = await RandomLives.BeginAsync(office, random);

        for (var step = 0; step < Steps; step++) await lives.StepAsync();

        output.WriteLine($"Dry runs: {lives.DryRuns}");
        Assert.True(lives.DryRuns is { Allowed: > Steps / 20, Refused: > Steps / 20 }, "Too few to prove anything.");
        await office.AssertDenseLogAsync();
        var replayed = await Replay.RunAsync(office);
        foreach (var id in lives.DealIds) AssertWhole(await ReadAsync(office, id), replayed[id]);
    }

    private static Task<JsonElement> ReadAsync(Office office, string dealId) => office.ReadAsync(dealId,
        """
        version status stage { id } transitions { kind fromStage { id } toStage { id } effectiveAt }
        visits { stage { id } enteredAt exitedAt exit }
        """);

    private static void AssertWhole(JsonElement deal, ReplayedDeal replayed)
    {
        var stage = IdOf(deal, "stage");
        var status = deal.GetProperty("status").GetString()!;
        var read = new ReplayedDeal(deal.GetProperty("version").GetInt32(), stage!, status);
        Assert.Equal(replayed with { Before = null }, read);
        AssertChained([.. deal.GetProperty("transitions").EnumerateArray()], stage);
        AssertApart([.. deal.GetProperty("visits").EnumerateArray()], stage, status);
    }

    /// <summary>Each transition begins where the one before it led, and not earlier.</summary>
    private static void AssertChained(JsonElement[] transitions, string? stage)
    {
        Assert.Null(IdOf(transitions[0], "fromStage"));
        foreach (var (before, next) in transitions.Zip(transitions.Skip(1)))
        {
            Assert.Equal(IdOf(before, "toStage"), IdOf(next, "fromStage"));
            Assert.True(At(before, "effectiveAt") <= At(next, "effectiveAt"));
        }
        Assert.Equal(stage, IdOf(transitions[^1], "toStage"));
    }

    /// <summary>Visits follow each other without a hole but the time when the deal was closed; the last one runs while
    /// it is open.</summary>
    private static void AssertApart(JsonElement[] visits, string? stage, string status)
    {
        foreach (var (before, next) in visits.Zip(visits.Skip(1)))
        {
            var wasClosed = before.GetProperty("exit").GetString() is "WON" or "LOST" or "DISQUALIFIED";
            Assert.True(At(before, "enteredAt") <= At(before, "exitedAt"));
            Assert.True(wasClosed
                ? At(before, "exitedAt") <= At(next, "enteredAt")
                : At(before, "exitedAt") == At(next, "enteredAt"), $"{before} {next}");
        }
        Assert.Equal(stage, IdOf(visits[^1], "stage"));
        Assert.Equal(status == "OPEN" ? null : status, visits[^1].GetProperty("exit").GetString());
        Assert.Equal(status == "OPEN", At(visits[^1], "exitedAt") is null);
    }

    private static string? IdOf(JsonElement record, string name)
        => record.GetProperty(name) is { ValueKind: JsonValueKind.Object } stage
            ? stage.GetProperty("id").GetString()
            : null;

    private static DateTime? At(JsonElement record, string name)
        => record.GetProperty(name) is { ValueKind: JsonValueKind.String } at ? at.GetDateTime() : null;
}
