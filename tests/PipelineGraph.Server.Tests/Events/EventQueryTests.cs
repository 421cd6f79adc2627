using System.Text.Json;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Events;

[Collection(DemoServer.Collection)]
public sealed class EventQueryTests(DemoServer demo)
{
    /// <summary>The sample's events, which have their places far behind the demo's.</summary>
    private static readonly string Sample = $$"""
        { events(first: 200, after: "{{EventCursor.Encode(900_000)}}") { nodes {
          __typename type deal { id } dealId actor { name }
          ... on DealStageChanged { dealVersion transition { kind } }
          ... on DealChanged { changes { field } activity { subject } objection { summary } criterion { label } }
        } } }
        """;

    [Fact]
    public async Task Every_demo_deal_is_told_of_once_and_a_page_follows_the_last()
    {
        var first = await PageAsync("first: 200");
        var second = await PageAsync($"first: 200, after: \"{Last(first)}\", types: [DEAL_IMPORTED]");

        var deals = Nodes(first).Concat(Nodes(second))
            .Where(node => node.GetProperty("type").GetString() == "DEAL_IMPORTED")
            .Select(node => node.GetProperty("dealId").GetString()).ToList();
        Assert.Equal(300, deals.Count);
        Assert.Equal(300, deals.Distinct().Count());
        Assert.False(second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Each_event_shows_what_its_type_has()
    {
        var nodes = Nodes((await demo.DataAsync(Sample)).GetProperty("events")).ToList();

        Assert.All(nodes, node => Assert.Equal(
            node.GetProperty("dealId").GetString(), node.GetProperty("deal").GetProperty("id").GetString()));
        Assert.Equal(["CREATED", "ADVANCED", "REVERTED", "WON", "CREATED", "ADVANCED", "CREATED", "LOST"],
            nodes.Where(node => node.GetProperty("__typename").GetString() == "DealStageChanged")
                .Select(node => node.GetProperty("transition").GetProperty("kind").GetString()));
        Assert.Equal("""[{"field":"EXPECTED_CLOSE_DATE"}]""",
            Of(nodes, "DEAL_UPDATED").GetProperty("changes").GetRawText());
        Assert.Equal("[]", Of(nodes, "ACTIVITY_LOGGED").GetProperty("changes").GetRawText());
        Assert.Equal("Demo", Of(nodes, "ACTIVITY_LOGGED").GetProperty("activity").GetProperty("subject").GetString());
        Assert.Equal("Too dear",
            Of(nodes, "OBJECTION_RAISED").GetProperty("objection").GetProperty("summary").GetString());
        Assert.Equal("Legal has read it",
            Of(nodes, "CHECKLIST_CHANGED").GetProperty("criterion").GetProperty("label").GetString());
    }

    [SkippableFact]
    public async Task Events_are_shown_alike_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();

        Assert.Equal((await demo.DataAsync(Sample)).GetRawText(), (await other.DataAsync(Sample)).GetRawText());
    }

    [Fact]
    public async Task Faulty_arguments_are_errors_of_the_field()
    {
        var pipeline = (await demo.DataAsync("{ pipelines { id } }")).GetProperty("pipelines")[0].GetProperty("id");

        Assert.Equal("HC0051", await CodeAsync("first: 201"));
        Assert.Equal("HC0079", await CodeAsync("first: -1"));
        Assert.Equal("HC0078", await CodeAsync("after: \"nonsense\""));
        Assert.Null(await CodeAsync($"dealId: {pipeline.GetRawText()}"));
        Assert.Null(await CodeAsync("pipelineId: \"nonsense\""));
    }

    [Fact]
    public async Task Latest_cursor_is_where_nothing_follows()
    {
        var latest = (await demo.DataAsync("{ latestEventCursor }")).GetProperty("latestEventCursor").GetString()!;

        Assert.True(EventCursor.TryDecode(latest, out var position));
        Assert.Equal(300, position);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("after: \"AQAAAAAAAAAK\"", 3)]   // whether something behind the cursor is gone
    public async Task Page_of_events_takes_one_command_and_one_for_each_face(string after, int expected)
    {
        await demo.DataAsync($"{{ events(first: 20 {after}) {{ nodes {{ cursor deal {{ title }} }} }} }}");

        Assert.Equal(expected, demo.Commands().Count);
    }

    private async Task<JsonElement> PageAsync(string arguments)
        => (await demo.DataAsync(
            $"{{ events({arguments}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ type dealId }} }} }}"))
            .GetProperty("events");

    private async Task<string?> CodeAsync(string arguments)
    {
        var answer = await demo.AskAsync($"{{ events({arguments}) {{ nodes {{ type }} }} }}");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("events").ValueKind);
        var error = answer.GetProperty("errors")[0];
        return error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var code)
            ? code.GetString() : null;
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement page) => page.GetProperty("nodes").EnumerateArray();

    private static JsonElement Of(IEnumerable<JsonElement> nodes, string type)
        => nodes.First(node => node.GetProperty("type").GetString() == type);

    private static string Last(JsonElement page) => page.GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
}
