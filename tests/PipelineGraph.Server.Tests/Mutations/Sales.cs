using System.Text.Json;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>A pipeline with its stages, made by the API.</summary>
/// <param name="Id">Global id.</param>
/// <param name="Stages">Global ids by name.</param>
internal sealed record Line(string Id, IReadOnlyDictionary<string, string> Stages)
{
    public string this[string stage] => Stages[stage];
}

/// <summary>The usual things that tests begin with.</summary>
internal static class Sales
{
    /// <summary>A pipeline with the default process, or with the given stages.</summary>
    public static async Task<Line> PipelineAsync(
        this Office office, string enforcement = "GUIDED", object[]? stages = null, string currency = "EUR",
        string? timeZone = null)
    {
        object input = stages is null
            ? new { name = $"{enforcement} {Guid.NewGuid():N}", currency, enforcement, timeZone }
            : new { name = $"{enforcement} {Guid.NewGuid():N}", currency, enforcement, timeZone, stages };
        var made = await office.CallAsync("createPipeline", input, "pipeline { id stages { id name } }");
        var pipeline = made.Success.GetProperty("pipeline");
        return new Line(pipeline.GetProperty("id").GetString()!, pipeline.GetProperty("stages").EnumerateArray()
            .ToDictionary(stage => stage.GetProperty("name").GetString()!, stage => stage.GetProperty("id").GetString()!));
    }

    /// <summary>A pipeline whose stages A, B, C … ask nothing.</summary>
    public static Task<Line> PlainPipelineAsync(this Office office, string enforcement, int stages = 4)
        => office.PipelineAsync(enforcement, [.. Enumerable.Range(0, stages)
            .Select(i => new { name = ((char)('A' + i)).ToString() })]);

    /// <summary>The id of a new deal, in the first stage.</summary>
    public static async Task<string> DealAsync(this Office office, Line line, string title = "Deal", object? more = null)
    {
        var input = new Dictionary<string, object?> { ["title"] = title, ["pipelineId"] = line.Id };
        foreach (var property in more?.GetType().GetProperties() ?? []) input[property.Name] = property.GetValue(more);
        return (await office.CallAsync("createDeal", input)).Text("deal.id");
    }

    /// <summary>Moves a deal that must be let go.</summary>
    public static async Task<JsonElement> MoveAsync(this Office office, string dealId, string toStageId, string? reason = null)
        => (await office.CallAsync("moveDeal", new { dealId, toStageId, reason })).Success;

    public static async Task<string> AccountAsync(this Office office, string name = "Acme")
        => (await office.CallAsync("createAccount", new { name }, "account { id version }")).Text("account.id");

    public static async Task<string> ContactAsync(this Office office, string accountId, string name = "Ada")
        => (await office.CallAsync("createContact", new { accountId, name }, "contact { id version }")).Text("contact.id");

    public static async Task<string> RepAsync(
        this Office office, string name = "Rita", string? subject = null, string? team = null)
        => (await office.CallAsync("createSalesRep", new { name, subject, team }, "salesRep { id version }"))
            .Text("salesRep.id");

    /// <summary>A deal with the asked fields.</summary>
    public static async Task<JsonElement> ReadAsync(this Office office, string dealId, string selection)
        => (await office.DataAsync($"query ($id: ID!) {{ dealById(id: $id) {{ {selection} }} }}", new { id = dealId }))
            .GetProperty("dealById");
}
