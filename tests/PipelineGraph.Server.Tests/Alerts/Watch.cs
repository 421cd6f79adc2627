using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>What tests ask about alerts.</summary>
internal static class Watch
{
    private const string Told = """
        query ($after: String!) { events(first: 200, after: $after, types: [
            STALLED_ALERT_RAISED, STALLED_ALERT_ESCALATED, STALLED_ALERT_ACKNOWLEDGED, STALLED_ALERT_SNOOZED,
            STALLED_ALERT_SNOOZE_ENDED, STALLED_ALERT_RECOVERED]) {
          nodes { ... on StalledDealAlertChanged { change alert { reason } } } pageInfo { hasNextPage endCursor } } }
        """;

    /// <summary>A pipeline with a stage that lets deals stand for ten days, B, between two that do not care.</summary>
    public static Task<Line> WatchedLineAsync(this Office office, params string[] rules) => office.PipelineAsync("FREE",
    [
        new { name = "A", stallRules = Array.Empty<string>() },
        new { name = "B", stalledAfterDays = 10, stallRules = rules },
        new { name = "C", stallRules = Array.Empty<string>() },
    ]);

    /// <summary>Lets days go by, and has the server look.</summary>
    public static Task AfterAsync(this Office office, double days)
    {
        office.Clock.Advance(TimeSpan.FromDays(days));
        return office.LookForStalledAsync();
    }

    /// <summary>Has the server look at what events tell of, and at nothing else.</summary>
    public static Task FollowAsync(this Office office)
        => office.Services.GetRequiredService<StalledDealMonitor>().FollowAsync(default);

    /// <summary>What the log tells of alerts, oldest first: <c>RAISED TIME_IN_STAGE</c>.</summary>
    public static async Task<List<string>> ToldAsync(this Office office)
    {
        var (told, after, isMore) = (new List<string>(), "", true);
        while (isMore)
        {
            var page = (await office.DataAsync(Told, new { after })).GetProperty("events");
            told.AddRange(page.GetProperty("nodes").EnumerateArray().Select(
                each => $"{each.GetProperty("change")} {each.GetProperty("alert").GetProperty("reason")}"));
            isMore = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() ?? after;
        }
        return told;
    }

    /// <summary>All alerts, oldest first.</summary>
    public static async Task<List<JsonElement>> AlertsAsync(this Office office, string selection)
        => [.. (await office.DataAsync(
            $$"""
            { stalledDealAlerts(first: 50, order: [{ raisedAt: ASC }, { reason: ASC }]) { nodes { {{selection}} } } }
            """))
            .GetProperty("stalledDealAlerts").GetProperty("nodes").EnumerateArray()];

    /// <summary>The id of the only alert.</summary>
    public static async Task<string> AlertAsync(this Office office)
        => Assert.Single(await office.AlertsAsync("id")).GetProperty("id").GetString()!;
}
