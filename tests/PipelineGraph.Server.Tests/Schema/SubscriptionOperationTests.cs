using System.Text.Json;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Sockets;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>The documented subscriptions of `schema/operations`, over what some documented changes caused.</summary>
public sealed class SubscriptionOperationTests
{
    private const int Shown = 3;   // events of each

    public static readonly string[] Operations =
        ["deal-changes", "deal-stage-changes", "pipeline-events", "stalled-deal-alerts"];

    private static readonly string[] Changes =
    [
        "create-account", "create-deal", "update-deal", "log-activity", "raise-objection", "move-deal", "undo-move",
        "acknowledge-alert", "snooze-alert",
    ];

    [Fact]
    public async Task First_events_of_every_subscription_are_as_reviewed()
    {
        await using var demo = new DemoServer();
        await demo.InitializeAsync();
        demo.Running.Client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Token(Role.Admin));
        foreach (var change in Changes) await OperationTests.AnswerAsync(demo, change);

        foreach (var name in Operations)
        {
            var text = MutationOperationTests.Text(await FollowAsync(demo, name));
            Reviewed.Matches(text, $"{name}.json", "schema", "operations");
        }
    }

    private static async Task<List<JsonElement>> FollowAsync(DemoServer demo, string name)
    {
        var (query, variables) = await OperationTests.ReadAsync(name);
        using var client = await SocketSignInTests.ConnectAsync(demo.Running);
        await client.InitialisedAsync(SocketSignInTests.Payload(demo.Token(Role.Analyst)));
        var payload = JsonSerializer.Serialize(new { query, variables });
        await client.SendAsync($$"""{"type":"subscribe","id":"1","payload":{{payload}}}""");

        var shown = new List<JsonElement>();
        while (shown.Count < Shown)
        {
            var message = JsonSerializer.Deserialize<JsonElement>(await client.ReceiveAsync());
            Assert.Equal("next", message.GetProperty("type").GetString());
            shown.Add(message.GetProperty("payload"));
        }

        return shown;
    }
}
