using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>Where a deal stands, as far as its events tell.</summary>
internal sealed record ReplayedDeal(int Version, string Stage, string Status)
{
    /// <summary>The state before the latest step, to which an undo leads.</summary>
    public ReplayedDeal? Before { get; init; }
}

/// <summary>An integration that knows nothing but the log of events.</summary>
internal static class Replay
{
    private const string Query =
        """
        query ($after: String) { events(first: 100, after: $after) {
          nodes { __typename type dealId
            ... on DealStageChanged { dealVersion transition { kind toStage { id } } }
            ... on DealChanged { dealVersion } }
          pageInfo { hasNextPage endCursor } } }
        """;

    /// <summary>Reads the whole log, page by page.</summary>
    public static async Task<IReadOnlyDictionary<string, ReplayedDeal>> RunAsync(Office office)
    {
        var deals = new Dictionary<string, ReplayedDeal>();
        for (string? after = ""; after is not null;)
        {
            var page = (await office.DataAsync(Query, new { after })).GetProperty("events");
            foreach (var happened in page.GetProperty("nodes").EnumerateArray())
            {
                var id = happened.GetProperty("dealId").GetString()!;
                deals[id] = Next(deals.GetValueOrDefault(id), happened);
            }
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        return deals;
    }

    private static ReplayedDeal Next(ReplayedDeal? deal, JsonElement happened)
    {
        var version = happened.GetProperty("dealVersion").GetInt32();
        Assert.Equal((deal?.Version ?? 0) + 1, version);
        if (!happened.TryGetProperty("transition", out var step)) return deal! with { Version = version };

        var kind = step.GetProperty("kind").GetString()!;
        var stage = step.GetProperty("toStage").GetProperty("id").GetString()!;
        Assert.Equal(version == 1, kind == "CREATED");
        if (kind != "REVERTED")
        {
            var status = kind is "WON" or "LOST" or "DISQUALIFIED" ? kind : "OPEN";
            return new ReplayedDeal(version, stage, status) { Before = deal };
        }

        Assert.Equal(deal!.Before!.Stage, stage);
        return deal.Before with { Version = version, Before = null };
    }
}
