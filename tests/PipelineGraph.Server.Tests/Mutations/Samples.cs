using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>For each mutation an input that succeeds, by an admin and by Rita, whose deals it is about.</summary>
internal static class Samples
{
    private static readonly Role[] DealWriters = [Role.Rep, Role.Manager, Role.Integration, Role.Admin];
    private static readonly Role[] Assigners = [Role.Manager, Role.Integration, Role.Admin];
    private static readonly Role[] Leaders = [Role.Manager, Role.Admin];
    private static readonly Role[] AlertKeepers = [Role.Rep, Role.Manager, Role.Admin];
    private static readonly Role[] Admins = [Role.Admin];

    /// <summary>Data of the payload, who may call it by the product's table, and the input.</summary>
    public static readonly IReadOnlyDictionary<string, (string Data, Role[] May, Func<Company, Task<object>> Input)> All =
        new Dictionary<string, (string Data, Role[] May, Func<Company, Task<object>> Input)>
        {
            ["createDeal"] = ("deal", DealWriters, Now(on => new { title = "New", pipelineId = on.Free.Id })),
            ["updateDeal"] = ("deal", DealWriters, async on
                => new { dealId = await on.DealAsync(), title = "Changed" }),
            ["assignDeal"] = ("deal", Assigners, async on => new { dealId = await on.DealAsync(), ownerId = on.Sam }),
            ["qualifyDeal"] = ("deal", DealWriters, async on => new { dealId = await on.DealAsync(), need = "YES" }),
            ["moveDeal"] = ("deal transition", DealWriters,
                async on => new { dealId = await on.DealAsync(), toStageId = on.Free["C"] }),
            ["moveDeals"] = ("results", DealWriters, async on => new
            {
                deals = new[] { new { dealId = await on.DealAsync() } },
                toStageId = on.Free["C"],
                atomic = true,
            }),
            // Rita's own move; what others did only leaders take back.
            ["undoMove"] = ("deal transition", [Role.Rep, .. Leaders], async on
                => new { dealId = await MovedByRitaAsync(on) }),
            ["winDeal"] = ("deal transition", DealWriters, async on => new { dealId = await on.DealAsync() }),
            ["loseDeal"] = ("deal transition", DealWriters,
                async on => new { dealId = await on.DealAsync(), lossReason = "PRICE" }),
            ["disqualifyDeal"] = ("deal transition", DealWriters,
                async on => new { dealId = await on.DealAsync(), note = "No need" }),
            ["reopenDeal"] = ("deal transition", DealWriters,
                async on => new { dealId = await on.LostAsync(), reason = "They came back" }),
            ["correctClosedDeal"] = ("deal", Leaders,
                async on => new { dealId = await on.WonAsync(), amount = 5, reason = "Forgotten" }),
            ["voidDeal"] = ("deal", Leaders, async on => new { dealId = await on.DealAsync(), reason = "Twice" }),
            ["createFollowUpDeal"] = ("deal", DealWriters, async on => new { dealId = await on.WonAsync() }),
            ["completeChecklistItem"] = ("deal", DealWriters, on => ItemAsync(on, isDone: false)),
            ["clearChecklistItem"] = ("deal", DealWriters, on => ItemAsync(on, isDone: true)),
            ["logActivity"] = ("activity", DealWriters,
                async on => new { dealId = await on.DealAsync(), type = "CALL", subject = "Rang" }),
            ["completeActivity"] = ("activity", DealWriters, async on => new { activityId = await on.ActivityAsync() }),
            ["raiseObjection"] = ("objection", DealWriters,
                async on => new { dealId = await on.DealAsync(), summary = "Too dear" }),
            ["resolveObjection"] = ("objection", DealWriters,
                async on => new { objectionId = await on.ObjectionAsync(), resolution = "Discount" }),
            ["acknowledgeStalledDealAlert"] = ("stalledDealAlert", AlertKeepers,
                async on => new { alertId = await on.AlertAsync(), note = "I call them" }),
            ["snoozeStalledDealAlert"] = ("stalledDealAlert", AlertKeepers,
                async on => new { alertId = await on.AlertAsync(), until = on.Office.Now.AddDays(3) }),
            ["createAccount"] = ("account", DealWriters, Now(_ => new { name = "New" })),
            ["updateAccount"] = ("account", DealWriters,
                async on => new { id = await on.Office.AccountAsync(), industry = "Steel" }),
            ["createContact"] = ("contact", DealWriters, Now(on => new { accountId = on.Account, name = "New" })),
            ["updateContact"] = ("contact", DealWriters,
                async on => new { id = await on.Office.ContactAsync(on.Account), phone = "110" }),
            ["eraseContact"] = ("contact", Admins, async on => new { id = await on.Office.ContactAsync(on.Account) }),
            ["createSalesRep"] = ("salesRep", Admins, Now(_ => new { name = "New" })),
            ["updateSalesRep"] = ("salesRep", Admins,
                async on => new { id = await on.Office.RepAsync("Otto"), name = "Changed" }),
            ["createPipeline"] = ("pipeline", Leaders, Now(_ => new
            {
                name = "New",
                currency = "EUR",
                stages = new[] { new { name = "A", exitCriteria = Criteria } },
            })),
            ["updatePipeline"] = ("pipeline", Leaders,
                async on => new { pipelineId = await PipelineAsync(on), name = "Changed" }),
            ["archivePipeline"] = ("pipeline", Leaders, async on => new { pipelineId = await PipelineAsync(on) }),
            ["addStage"] = ("pipeline stage", Leaders, async on => new
            {
                pipelineId = await PipelineAsync(on),
                stage = new { name = "Z", exitCriteria = Criteria },
            }),
            ["updateStage"] = ("stage", Leaders,
                async on => new { stageId = (await LineAsync(on))["B"], name = "Changed", exitCriteria = Criteria }),
            ["reorderStages"] = ("pipeline", Leaders, async on => await ReorderedAsync(on)),
            ["removeStage"] = ("pipeline", Leaders, async on => new { stageId = (await LineAsync(on))["B"] }),
            ["setExchangeRate"] = ("exchangeRate", Admins,
                Now(on => new { fromCurrency = "USD", toCurrency = "EUR", rate = 0.9, validFrom = on.Office.Now })),
        };

    private static readonly object[] Criteria = [new { kind = "CHECKLIST_ITEM", label = "Signed" }];

    /// <summary>What tests ask of a mutation's payload: each data field, of each the type name.</summary>
    public static string Selection(string mutation) => string.Join(' ', All[mutation].Data.Split(' ').Select(field
        => field == "results"
            ? $$"""
                results { dealId deal { id } transition { id }
                    errors { __typename ... on Error { message } {{Office.Known("moveDeal")}} } }
                """
            : field + " { __typename }"));

    private static Func<Company, Task<object>> Now(Func<Company, object> input) => on => Task.FromResult(input(on));

    private static Task<Line> LineAsync(Company on) => on.Office.PlainPipelineAsync("FREE");

    private static async Task<string> PipelineAsync(Company on) => (await LineAsync(on)).Id;

    private static async Task<string> MovedByRitaAsync(Company on)
    {
        var deal = await on.DealAsync();
        (await on.Office.CallAsync(
            "moveDeal", new { dealId = deal, toStageId = on.Free["B"] }, "deal { id }", By.Rita)).Text("deal.id");
        return deal;
    }

    private static async Task<object> ItemAsync(Company on, bool isDone)
    {
        var (line, item) = await on.ChecklistAsync();
        var input = new { dealId = await on.DealAsync(line), criterionId = item };
        if (isDone) await on.Office.CallAsync("completeChecklistItem", input);
        return input;
    }

    private static async Task<object> ReorderedAsync(Company on)
    {
        var line = await LineAsync(on);
        return new { pipelineId = line.Id, stageIds = line.Stages.Values.Reverse().ToArray() };
    }
}
