using System.Text.Json;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Lives;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Subscriptions;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>
/// Whatever one team asks, it never learns of the other's deals: no answer bears their mark, and none changes by a byte
/// when they do, so that no count and no sum has them in it either.
/// </summary>
public sealed class NonInterferenceTests(ITestOutputHelper output)
{
    private const int Questions = 1_900, Streams = 100, RedSteps = 150, BlueSteps = 150;
    private const string SeedVariable = "PIPELINEGRAPH_TAINT_SEED";

    private static readonly string[] AnyCost = ["--Limits:FieldCost=1000000", "--Limits:TypeCost=1000000"];

    [Fact]
    public async Task Two_thousand_random_questions_tell_nothing_of_the_other_team()
    {
        var random = Seed.Of(SeedVariable, output);
        await using var teams = await TwoTeams.OpenAsync(settings: AnyCost);
        string[] reds = [teams.Rita, await teams.Office.RepAsync("Ron", "ron", "Red")];
        var red = new TeamLife(teams, random, TwoTeams.Red, reds);
        var blue = new TeamLife(
            teams, random, TwoTeams.Blue, [teams.Bob, await teams.Office.RepAsync("Bea", "bea", "Blue")]);
        for (var i = 0; i < 10; i++)
        {
            await red.GoOnAsync(RedSteps / 10, longest: 24);
            await blue.GoOnAsync(BlueSteps / 10, longest: 24);
        }
        await teams.Office.LookForStalledAsync();
        var asked = new RandomQuestions(teams.Office.Services.GetRequiredService<ISchema>(), random,
            await IdsAsync(teams), ["A", "1", TwoTeams.Red, "BLUE", "MARK", "rita", "bob"], teams.Office.Now);
        string[] callers = [teams.Office.TokenOf(Role.Rep, "rita"), teams.Office.TokenOf(Role.Rep, "ron"),
            teams.Office.TokenOf(Role.Manager, "boss", "Red")];
        var streams = await FollowAsync(teams, asked, callers);

        var before = await AskAsync(teams, Enumerable.Range(0, Questions).Select(_ => asked.Query()), callers);
        await blue.GoOnAsync(BlueSteps, longest: 0);   // at the very same instant
        var after = await AskAsync(teams, before.Select(each => each.Query), callers);

        foreach (var (first, second) in before.Zip(after))
        {
            Assert.True(first.Text == second.Text, $"{first.Query}\n{first.Text}\n{second.Text}");
            Assert.DoesNotContain(TwoTeams.Blue, first.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Unexpected Execution Error", first.Text, StringComparison.Ordinal);
        }
        await AssertUntaintedAsync(teams, streams, reds);
        AssertTelling([.. before.Select(each => each.Text)]);
    }

    /// <summary>Most questions must be answered, and many with something of one's own.</summary>
    private void AssertTelling(IReadOnlyCollection<string> answers)
    {
        var (failed, own) = (answers.Count(text => text.Contains("\"errors\"", StringComparison.Ordinal)),
            answers.Count(text => text.Contains(TwoTeams.Red, StringComparison.Ordinal)));
        output.WriteLine($"{answers.Count} answers, {failed} with errors, {own} with the own mark.");
        Assert.True(failed < answers.Count / 3 && own > answers.Count / 10, "Too few answers to prove anything.");
    }

    private static async Task<List<(string Query, string Text)>> AskAsync(
        TwoTeams teams, IEnumerable<string> queries, string[] callers)
    {
        var answers = new List<(string, string)>();
        foreach (var query in queries.ToList())
        {
            using var request = Office.Request(query, null, callers[answers.Count % callers.Length]);
            using var response = await teams.Office.Client.SendAsync(request);
            answers.Add((query, await response.Content.ReadAsStringAsync()));
        }

        return answers;
    }

    private static async Task<List<SseClient>> FollowAsync(TwoTeams teams, RandomQuestions asked, string[] callers)
    {
        (string Field, string Type)[] fields = [("onPipelineEvent", "PipelineEvent"),
            ("onDealStageChanged", "DealStageChanged"), ("onDealChanged", "DealChanged")];
        var streams = new List<SseClient>();
        for (var i = 0; i < Streams; i++)
        {
            var (field, type) = fields[i % fields.Length];
            var query = $"subscription {{ {field}(after: \"\") {asked.Selection(type)} }}";
            streams.Add(await SseClient.OpenAsync(
                teams.Office.Client, Office.Request(query, null, callers[i % callers.Length])));
        }

        await Waiting.UntilAsync(() => teams.Office.Services.Streams().Followers == Streams);
        return streams;
    }

    /// <summary>Reads up to an event that every stream must show.</summary>
    private static async Task AssertUntaintedAsync(TwoTeams teams, List<SseClient> streams, string[] owners)
    {
        var log = teams.Office.Services.GetRequiredService<EventLog>();
        var last = await log.LatestAsync(default);
        foreach (var owner in owners) await teams.DealAsync(TwoTeams.Red, owner, 1);
        foreach (var stream in streams)
        {
            for (var position = 0L; position <= last;)
            {
                var block = await stream.BlockAsync() ?? throw new InvalidOperationException("The stream has ended.");
                var text = string.Join('\n', block);
                Assert.DoesNotContain(TwoTeams.Blue, text, StringComparison.Ordinal);
                if (block.FirstOrDefault(line => line.StartsWith("id: ", StringComparison.Ordinal)) is { } id)
                    Assert.True(EventCursor.TryDecode(id[4..], out position), id);
            }
            stream.Dispose();
        }
    }

    /// <summary>Ids of all that there is, both teams'.</summary>
    private static async Task<Dictionary<string, string[]>> IdsAsync(TwoTeams teams)
    {
        const string Query = """
            { pipelines { id stages { id } } deals(first: 50) { nodes { id
                activities { nodes { id } } objections { id } transitions { id } stalledAlerts { id } } }
              salesReps { nodes { id } } accounts { nodes { id } } }
            """;
        var found = new List<string>();
        Collect(await teams.Office.DataAsync(Query), found);
        return found.Distinct().GroupBy(TypeOf).ToDictionary(group => group.Key, group => group.ToArray());
    }

    private static string TypeOf(string id) => NodeIdCodec.TryDecode(id, out var node)
        ? node.TypeName
        : throw new ArgumentException($"{id} is no id.", nameof(id));

    private static void Collect(JsonElement value, List<string> found)
    {
        if (value.ValueKind is JsonValueKind.Array) foreach (var each in value.EnumerateArray()) Collect(each, found);
        if (value.ValueKind is not JsonValueKind.Object) return;

        foreach (var property in value.EnumerateObject())
        {
            if (property.Name == "id") found.Add(property.Value.GetString()!);
            else Collect(property.Value, found);
        }
    }
}
