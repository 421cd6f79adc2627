using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>What a team does to its deals, by chance; everything that it writes bears its mark.</summary>
internal sealed class TeamLife(TwoTeams teams, Random random, string mark, string[] owners)
{
    private readonly List<string> _deals = [];
    private int _texts;

    private Office Office => teams.Office;

    /// <summary>Ids of its deals.</summary>
    public IReadOnlyList<string> Deals => _deals;

    /// <param name="longest">Hours that may pass before each thing; 0: the clock stands still.</param>
    public async Task GoOnAsync(int steps, int longest)
    {
        for (var i = 0; i < steps; i++)
        {
            if (longest > 0) Office.Clock.Advance(TimeSpan.FromMinutes(random.Next(longest * 60)));
            await StepAsync();
        }
    }

    private async Task StepAsync()
    {
        if (_deals.Count < 4 || random.Next(12) == 0)
        {
            _deals.Add(await teams.DealAsync(Text(), One(owners), random.Next(1, 9_000)));
            return;
        }

        var dealId = One([.. _deals]);
        var toStageId = One([.. teams.Line.Stages.Values]);
        await (random.Next(14) switch
        {
            0 => CallAsync("updateDeal", new { dealId, title = Text(), amount = random.Next(1, 9_000) }),
            1 => CallAsync("updateDeal", new { dealId, description = Text(), expectedCloseDate = "2026-03-20" }),
            2 => CallAsync("qualifyDeal", new { dealId, need = "YES", budget = "PARTIAL" }),
            3 => CallAsync("raiseObjection", new { dealId, summary = Text() }),
            4 => CallAsync("logActivity", new { dealId, type = "CALL", subject = Text(), dueAt = Office.Now.AddDays(2) }),
            5 => CallAsync("logActivity", new { dealId, type = "NOTE", subject = Text(), note = Text() }),
            6 => CallAsync("winDeal", new { dealId, reason = Text() }),
            7 => CallAsync("loseDeal", new { dealId, lossReason = "OTHER", note = Text() }),
            8 => CallAsync("reopenDeal", new { dealId, reason = Text() }),
            9 => CallAsync("assignDeal", new { dealId, ownerId = One(owners) }),
            10 when random.Next(5) == 0 => CallAsync("voidDeal", new { dealId, reason = Text() }),
            11 => FollowUpAsync(dealId),
            _ => CallAsync("moveDeal", new { dealId, toStageId, reason = Text() }),
        });
    }

    private async Task FollowUpAsync(string dealId)
    {
        var made = await Office.CallAsync("createFollowUpDeal", new { dealId, title = Text() });
        if (made is { Code: null, Errors.Count: 0 }) _deals.Add(made.Text("deal.id"));
    }

    /// <summary>It may well be refused: the deal is closed, say.</summary>
    private Task CallAsync(string mutation, object input) => Office.CallAsync(mutation, input, "__typename");

    private string Text() => $"{mark} {_texts++}";

    private T One<T>(T[] choices) => choices[random.Next(choices.Length)];
}
