using System.Text.Json;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Many deals to one stage: each has its own result, or all stay where they are.</summary>
public sealed class BulkMoveTests(Company company) : IClassFixture<Company>
{
    private readonly Office _office = company.Office;

    [Fact]
    public async Task Each_refused_deal_tells_why_and_the_others_move()
    {
        var (good, won, voided) = (await company.DealAsync(), await company.WonAsync(), await company.VoidedAsync());
        var (stale, nothing) = (await company.DealAsync(), Company.Nothing("Deal"));
        var guided = await company.DealAsync(company.Guided);
        object input = new
        {
            toStageId = company.Free["C"],
            deals = new object[]
            {
                new { dealId = good, expectedVersion = 1 },
                    new { dealId = good }, new { dealId = won }, new { dealId = voided },
                new { dealId = stale, expectedVersion = 9 }, new { dealId = nothing }, new { dealId = guided },
            },
        };

        var moved = await _office.CallAsync("moveDeals", input, Samples.Selection("moveDeals"));

        Assert.Equal(["", "toStageId", "DealClosedError WON", "dealId", "VersionConflictError 1",
            $"NotFoundError {nothing}", "MoveNotAllowedError reason  A, B"], Results(moved.Success));
    }

    [Fact]
    public async Task An_atomic_move_with_one_refusal_leaves_all_as_they_were()
    {
        var (good, nothing) = (await company.DealAsync(), Company.Nothing("Deal"));

        Assert.Equal(["BulkMoveRefusedError 1"], await _office.RefusedAsync("moveDeals", new
        {
            deals = new[] { new { dealId = good }, new { dealId = nothing } },
            toStageId = company.Free["C"],
            atomic = true,
        }));
    }

    [Fact]
    public async Task A_rep_moves_none_of_somebody_elses_deals()
    {
        var deal = await company.DealAsync();

        Assert.Equal(["BulkMoveRefusedError 1"], await _office.RefusedAsync("moveDeals",
            new { deals = new[] { new { dealId = deal } }, toStageId = company.Free["C"], atomic = true }, By.Sam));
    }

    [Fact]
    public async Task There_are_one_to_a_hundred_deals_in_a_move()
    {
        var deal = await company.DealAsync();
        object Input(int count) => new
        {
            deals = Enumerable.Repeat(new { dealId = deal }, count),
            toStageId = company.Free["C"],
        };

        Assert.Equal(["deals"], await _office.RefusedAsync("moveDeals", Input(0)));
        var before = await _office.DumpAsync();
        var many = await _office.AskAsync(Office.Text("moveDeals", "results { dealId }"), new { input = Input(101) });
        Assert.Equal(before, await _office.DumpAsync());
        Assert.NotEmpty(many.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray()
            : many.GetProperty("data").GetProperty("moveDeals").GetProperty("errors").EnumerateArray());
        Assert.True((await _office.CallAsync("moveDeals", Input(100), "results { dealId }")).HasSucceeded);
    }

    private static IEnumerable<string> Results(JsonElement payload) => payload.GetProperty("results").EnumerateArray()
        .Select(result => result.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
            ? string.Join("; ", errors.EnumerateArray().Select(Refusals.Text))
            : "");
}
