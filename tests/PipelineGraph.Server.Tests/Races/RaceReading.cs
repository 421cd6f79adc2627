using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>What a race left behind.</summary>
internal static class RaceReading
{
    /// <summary>Types of a deal's events, in the order of the log.</summary>
    public static async Task<string[]> EventTypesAsync(this Office office, string dealId)
    {
        var data = await office.DataAsync(
            "query ($dealId: ID!) { events(first: 200, dealId: $dealId) { nodes { type } } }", new { dealId });
        return [.. data.GetProperty("events").GetProperty("nodes").EnumerateArray()
            .Select(each => each.GetProperty("type").GetString()!)];
    }

    /// <summary>The log is dense, and each deal's events in it are its versions, in order.</summary>
    public static async Task AssertDenseLogAsync(this Office office)
    {
        await using var context = office.Database.Lease();
        var log = await context.PipelineEvents.OrderBy(each => each.Position)
            .Select(each => new { each.Position, each.DealId, each.DealVersion }).ToListAsync();

        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long?)i), log.Select(each => each.Position));
        foreach (var deal in log.GroupBy(each => each.DealId))
            Assert.Equal(Enumerable.Range(1, deal.Count()), deal.Select(each => each.DealVersion));
    }
}
