using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>An office with what most refusals need; tests share it and spoil nothing in it.</summary>
public sealed class Company : IAsyncLifetime
{
    internal Office Office { get; private set; } = null!;

    /// <summary>The default process, GUIDED.</summary>
    internal Line Guided { get; private set; } = null!;

    /// <summary>The default process, STRICT.</summary>
    internal Line Strict { get; private set; } = null!;

    /// <summary>FREE, with the stages A to D, which ask nothing.</summary>
    internal Line Free { get; private set; } = null!;

    internal string Account { get; private set; } = "";
    internal string Contact { get; private set; } = "";   // of the account
    internal string OtherContact { get; private set; } = "";   // of another account
    internal string Rita { get; private set; } = "";   // a rep of the team North
    internal string Sam { get; private set; } = "";    // a rep of the team South

    public async Task InitializeAsync()
    {
        Office = await Office.OpenAsync();
        (Guided, Strict) = (await Office.PipelineAsync(), await Office.PipelineAsync("STRICT"));
        Free = await Office.PlainPipelineAsync("FREE");
        Account = await Office.AccountAsync();
        (Contact, OtherContact) = (await Office.ContactAsync(Account),
            await Office.ContactAsync(await Office.AccountAsync("Other")));
        Rita = await Office.RepAsync("Rita", "rita", "North");
        Sam = await Office.RepAsync("Sam", "sam", "South");
    }

    public async Task DisposeAsync() => await Office.DisposeAsync();

    /// <summary>The id of a record that does not exist.</summary>
    internal static string Nothing(string type) => NodeIdCodec.Encode(type, Guid.CreateVersion7());

    /// <summary>A new open deal of Rita's, in the first stage of the FREE pipeline or of another one.</summary>
    internal Task<string> DealAsync(Line? line = null) => Office.DealAsync(line ?? Free, more: new { ownerId = Rita });

    internal async Task<string> WonAsync(Line? line = null)
    {
        var deal = await DealAsync(line);
        await Office.CallAsync("winDeal", new { dealId = deal, reason = "Old customer", @override = true });
        return deal;
    }

    internal async Task<string> LostAsync(Line? line = null)
    {
        var deal = await DealAsync(line);
        await Office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });
        return deal;
    }

    internal async Task<string> VoidedAsync()
    {
        var deal = await DealAsync();
        await Office.CallAsync("voidDeal", new { dealId = deal, reason = "Twice" });
        return deal;
    }

    internal async Task<string> ObjectionAsync(string? deal = null)
        => (await Office.CallAsync("raiseObjection", new { dealId = deal ?? await DealAsync(), summary = "Too dear" },
            "objection { id }")).Text("objection.id");

    /// <summary>An open alert: the deal was expected to close long ago.</summary>
    internal async Task<string> AlertAsync()
    {
        var deal = await Office.DealAsync(Free, more: new { ownerId = Rita, expectedCloseDate = "2026-01-02" });
        await Office.LookForStalledAsync();
        var alerts = (await Office.ReadAsync(deal, "stalledAlerts { id }")).GetProperty("stalledAlerts");
        return alerts[0].GetProperty("id").GetString()!;
    }

    /// <summary>A planned activity.</summary>
    internal async Task<string> ActivityAsync(string? deal = null)
        => (await Office.CallAsync("logActivity",
            new { dealId = deal ?? await DealAsync(), type = "CALL", subject = "Ring", dueAt = Office.Now },
            "activity { id }")).Text("activity.id");

    /// <summary>A new FREE pipeline whose only stage has one item to tick off.</summary>
    internal async Task<(Line Line, string Item)> ChecklistAsync()
    {
        var line = await Office.PipelineAsync("FREE",
            [new { name = "A", exitCriteria = new[] { new { kind = "CHECKLIST_ITEM", label = "Signed" } } }]);
        return (line, (await CriteriaAsync(line["A"])).Single());
    }

    /// <summary>Ids of the exit criteria that a stage asks.</summary>
    internal async Task<IReadOnlyList<string>> CriteriaAsync(string stage)
        => [.. (await Office.DataAsync("query ($id: ID!) { node(id: $id) { ... on Stage { exitCriteria { id } } } }",
            new { id = stage }))
            .GetProperty("node").GetProperty("exitCriteria").EnumerateArray().Select(each
                => each.GetProperty("id").GetString()!)];
}
