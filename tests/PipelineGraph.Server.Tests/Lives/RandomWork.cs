using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>What people do to a deal without moving it: it meets exit criteria, and lets go of them again.</summary>
/// <param name="Accounts">Each with the contact of the same place in <paramref name="Contacts"/>.</param>
internal sealed record RandomWork(Office Office, Random Random, string[] Accounts, string[] Contacts, string[] Reps)
{
    public static readonly string[] Fields =
        ["ACCOUNT", "AMOUNT", "EXPECTED_CLOSE_DATE", "PRIMARY_CONTACT", "SOURCE", "DESCRIPTION"];

    public static readonly string[] Factors = ["budget", "authority", "need", "timeline", "interest"];
    public static readonly string[] Activities = ["CALL", "EMAIL", "MEETING", "DEMO", "PROPOSAL_SENT", "TASK", "NOTE"];

    private static readonly string[] Ratings = ["UNKNOWN", "NO", "PARTIAL", "YES"];

    private readonly List<string> _objections = [];

    /// <summary>One change, which may be refused.</summary>
    public Task DoAsync(Person caller, string dealId, RandomProcess process) => Random.Next(10) switch
    {
        < 4 => UpdateAsync(caller, dealId),
        4 => CallAsync(caller, "qualifyDeal", Rated(dealId)),
        5 => CallAsync(caller, "logActivity", Activity(dealId), "activity { id }"),
        6 => TickAsync(caller, dealId, process),
        7 => RaiseAsync(caller, dealId),
        8 => ResolveAsync(caller),
        _ => CallAsync(caller, "assignDeal",
            new { dealId, ownerId = Random.Next(4) == 0 ? null : RandomProcess.One(Random, Reps) }),
    };

    private Task CallAsync(Person caller, string mutation, object input, string selection = "deal { id version }")
        => caller.CallAsync(Office, mutation, input, selection);

    private Task UpdateAsync(Person caller, string dealId)
    {
        var (place, isCleared) = (Random.Next(Accounts.Length), Random.Next(4) == 0);
        (string Field, object Value) = Random.Next(6) switch
        {
            0 => ("accountId", Accounts[place]),
            1 => ("amount", Random.Next(0, 1_000_000) / 100m),
            2 => ("expectedCloseDate", "2026-08-01"),
            3 => ("primaryContactId", (object)Contacts[place]),
            4 => ("source", $"Source {Random.Next(5)}"),
            _ => ("description", $"Text {Random.Next(5)}"),
        };
        return CallAsync(caller, "updateDeal",
            new Dictionary<string, object?> { ["dealId"] = dealId, [Field] = isCleared ? null : Value });
    }

    private Dictionary<string, object?> Rated(string dealId)
    {
        var input = new Dictionary<string, object?> { ["dealId"] = dealId };
        for (var i = Random.Next(1, 4); i > 0; i--)
            input[RandomProcess.One(Random, Factors)] = RandomProcess.One(Random, Ratings);
        return input;
    }

    private object Activity(string dealId)
        => new { dealId, type = RandomProcess.One(Random, Activities), subject = "Done" };

    private async Task TickAsync(Person caller, string dealId, RandomProcess process)
    {
        if (process.ChecklistItems.Length == 0) return;

        var mutation = Random.Next(3) == 0 ? "clearChecklistItem" : "completeChecklistItem";
        var criterionId = RandomProcess.One(Random, process.ChecklistItems);
        await CallAsync(caller, mutation, new { dealId, criterionId });
    }

    private async Task RaiseAsync(Person caller, string dealId)
    {
        var input = new { dealId, summary = "Too dear" };
        var raised = await caller.CallAsync(Office, "raiseObjection", input, "objection { id }");
        if (raised.Code is null && raised.Errors.Count == 0) _objections.Add(raised.Text("objection.id"));
    }

    private async Task ResolveAsync(Person caller)
    {
        if (_objections.Count == 0) return;

        var objectionId = _objections[Random.Next(_objections.Count)];
        await CallAsync(caller, "resolveObjection", new { objectionId, resolution = "Discount" }, "objection { id }");
    }
}
