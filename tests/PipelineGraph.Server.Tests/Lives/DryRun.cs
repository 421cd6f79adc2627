using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>A deal as a caller sees it, with what the server says a move or a win would take.</summary>
internal sealed record DryRun(Office Office, Person Caller, string DealId)
{
    private const string Verdict = "isAllowed needsReason needsOverride skipped { name } unmet { label }";

    private const string Query =
        $$"""
        query ($id: ID!) { dealById(id: $id) { version status
          moveOptions { stage { id } {{Verdict}} } winOption { {{Verdict}} } } }
        """;

    /// <summary>Asks, then tries one of the answers: with less than it asks for, and with exactly that.</summary>
    /// <returns>Whether the caller could do it; null when the caller cannot see the deal.</returns>
    public async Task<bool?> TryAsync(Random random)
    {
        var deal = await ReadAsync();
        if (deal.ValueKind is JsonValueKind.Null) return null;

        var options = deal.GetProperty("moveOptions").EnumerateArray().ToList();
        var option = random.Next(4) == 0 ? deal.GetProperty("winOption") : options[random.Next(options.Count)];
        var (needsReason, needsOverride) = (Is(option, "needsReason"), Is(option, "needsOverride"));
        var version = deal.GetProperty("version").GetInt32();
        if (needsReason && random.Next(2) == 0)
            await RefuseAsync(option, version, reason: null, isOverride: needsOverride);
        if (needsOverride && random.Next(2) == 0)
            await RefuseAsync(option, version, "Why not", isOverride: false);

        var reason = needsReason ? "Why not" : null;
        var isAllowed = Is(option, "isAllowed");
        if (isAllowed) await SucceedAsync(option, version, reason, needsOverride);
        else if (needsReason || needsOverride) await RefuseAsync(option, version, reason, needsOverride);
        else await StayAsync(option, deal);
        return isAllowed;
    }

    private async Task SucceedAsync(JsonElement option, int version, string? reason, bool isOverride)
    {
        var done = (await CallAsync(option, version, reason, isOverride)).Success;

        Assert.Equal(version + 1, done.GetProperty("deal").GetProperty("version").GetInt32());
        Assert.Equal(isOverride, Is(done.GetProperty("transition"), "isOverride"));
        if (option.TryGetProperty("stage", out var stage))
            Assert.Equal(stage.GetRawText(), done.GetProperty("transition").GetProperty("toStage").GetRawText());
    }

    /// <summary>The refusal says what the dry run has said.</summary>
    private async Task RefuseAsync(JsonElement option, int version, string? reason, bool isOverride)
    {
        var refused = await CallAsync(option, version, reason, isOverride);

        var unmet = option.GetProperty("unmet");
        string[] expected = unmet.GetArrayLength() == 0
            ? ["MoveNotAllowedError"]
            : ["MoveNotAllowedError", "ExitCriteriaNotMetError"];
        Assert.Equal(expected, refused.Refusals);
        foreach (var name in (string[])["needsReason", "needsOverride", "skipped"])
            Assert.Equal((name, Raw(option, name)), (name, Raw(refused.Errors[0], name)));
        if (expected.Length > 1) Assert.Equal(unmet.GetRawText(), Raw(refused.Errors[1], "unmet"));
        Assert.Equal(version, (await ReadAsync()).GetProperty("version").GetInt32());
    }

    /// <summary>No reason helps: the deal is closed, or the caller may not change it.</summary>
    private async Task StayAsync(JsonElement option, JsonElement deal)
    {
        var version = deal.GetProperty("version").GetInt32();
        var refused = await CallAsync(option, version, "Why not", isOverride: true);

        if (refused.Code is null)
            Assert.Subset(new HashSet<string> { "NotFoundError", "DealClosedError", "InvalidInputError" },
                refused.Refusals.ToHashSet());
        Assert.True(refused.Code is not null || refused.Refusals.Count == 1, $"{deal} {refused.Answer}");
        Assert.Equal(version, (await ReadAsync()).GetProperty("version").GetInt32());
    }

    private Task<Payload> CallAsync(JsonElement option, int expectedVersion, string? reason, bool isOverride)
    {
        const string Selection = "deal { version } transition { isOverride toStage { id } }";
        var input = new Dictionary<string, object?>
        {
            ["dealId"] = DealId,
            ["reason"] = reason,
            ["override"] = isOverride,
            ["expectedVersion"] = expectedVersion,
        };
        if (!option.TryGetProperty("stage", out var stage))
            return Caller.CallAsync(Office, "winDeal", input, Selection);

        input["toStageId"] = stage.GetProperty("id").GetString();
        return Caller.CallAsync(Office, "moveDeal", input, Selection);
    }

    private async Task<JsonElement> ReadAsync()
    {
        var answer = await Office.AskAsync(Query, new { id = DealId }, Caller.Role, Caller.Subject, Caller.Team);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{Caller}: {errors}");
        return answer.GetProperty("data").GetProperty("dealById");
    }

    private static bool Is(JsonElement record, string name) => record.GetProperty(name).GetBoolean();

    private static string Raw(JsonElement record, string name) => record.GetProperty(name).GetRawText();
}
