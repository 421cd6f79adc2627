using System.Text.Json;
using System.Text.RegularExpressions;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>The documented changes of `schema/operations`, one after the other over one demo company.</summary>
public sealed partial class MutationOperationTests
{
    /// <summary>In this order, which lets two deals, and a pipeline, live through all of it.</summary>
    public static readonly string[] Operations =
    [
        "create-account", "create-pipeline", "set-exchange-rate", "create-deal", "update-deal", "assign-deal",
        "qualify-deal", "log-activity", "raise-objection", "move-deal", "undo-move", "move-deals", "win-deal",
        "correct-closed-deal", "create-follow-up-deal", "reopen-deal", "lose-deal",
        "clear-checklist-item", "complete-checklist-item", "complete-activity", "resolve-objection", "disqualify-deal",
        "void-deal", "update-account", "create-contact", "update-contact", "erase-contact", "create-sales-rep",
        "update-sales-rep", "update-pipeline", "update-stage", "reorder-stages", "add-stage", "remove-stage",
        "archive-pipeline", "acknowledge-alert", "snooze-alert",
    ];

    [Fact]
    public async Task Changes_answer_as_reviewed()
    {
        await using var demo = new DemoServer();
        await demo.InitializeAsync();
        demo.Running.Client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Token(Role.Admin));

        foreach (var name in Operations)
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(await OperationTests.AnswerAsync(demo, name));
            var text = Text(answer);
            Assert.DoesNotContain("__typename", text, StringComparison.Ordinal);   // no refusal
            Reviewed.Matches(text, $"{name}.json", "schema", "operations");
        }
    }

    /// <summary>An answer as it is compared.</summary>
    internal static string Text<T>(T answer)
        => Ids().Replace(JsonSerializer.Serialize(answer, OperationTests.Indented) + "\n", Known);

    /// <summary>Ids of rows that the change made differ from run to run.</summary>
    private static string Known(Match text)
        => NodeIdCodec.TryDecode(text.Groups[1].Value, out var id) && id.Value.ToString().StartsWith("0199", StringComparison.Ordinal)
            ? text.Value
            : "\"id\": \"(new)\"";

    [GeneratedRegex("\"id\": \"([^\"]+)\"")]
    private static partial Regex Ids();
}
