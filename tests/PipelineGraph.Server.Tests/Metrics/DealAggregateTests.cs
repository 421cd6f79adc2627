using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>`dealAggregates` over a demo company is what LINQ makes of its deals in memory.</summary>
[Collection(DemoServer.Collection)]
public sealed class DealAggregateTests(DemoServer demo)
{
    private static readonly DateTime Now = new(2026, 5, 20, 14, 30, 0, DateTimeKind.Utc);

    private static readonly (string Filter, Func<Deal, bool> Holds)[] Filters =
    [
        ("", _ => true),
        ("where: { status: { in: [OPEN, LOST] }, owner: { name: { contains: \"a\" } } }, ", deal
            => deal.Status is DealStatus.Open or DealStatus.Lost && deal.Owner?.Name.Contains('a') is true),
        ("where: { title: { eq: \"no such deal\" } }, ", _ => false),
    ];

    /// <summary>Each key, and some together.</summary>
    public static TheoryData<DealGroupKey[]> Keys =>
    [
        [],
        .. Enum.GetValues<DealGroupKey>().Select(key => new[] { key }),
        [DealGroupKey.Owner, DealGroupKey.Stage],
        [DealGroupKey.Stage, DealGroupKey.Owner],
        [DealGroupKey.Currency, DealGroupKey.ClosedMonth, DealGroupKey.Pipeline],   // columns that every pass reads
        [DealGroupKey.LossReason, DealGroupKey.Team, DealGroupKey.CreatedMonth],
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Groups_are_those_of_the_deals_in_memory(DealGroupKey[] keys) => AssertAsync(demo, keys);

    [SkippableFact]
    public async Task Groups_are_alike_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();

        foreach (var keys in Keys) await AssertAsync(other, keys);
    }

    private static async Task AssertAsync(DemoServer server, DealGroupKey[] keys)
    {
        var plain = await PlainAggregates.ReadAsync(server.Database, Now);
        string[] zones = keys.Any(IsMonth) ? ["UTC", "Pacific/Auckland", "America/Los_Angeles"] : ["UTC"];
        foreach (var zone in zones)
        {
            foreach (var (filter, holds) in Filters)
            {
                var expected = plain.Rows(holds, keys, TimeZoneInfo.FindSystemTimeZoneById(zone));
                foreach (var first in new[] { 1_000, 3 })
                {
                    var answer = (await server.DataAsync($$"""
                        { dealAggregates({{filter}}groupBy: [{{string.Join(' ', keys.Select(key => EnumType.NameOf(key)))}}], timeZone:
                          "{{zone}}", first: {{first}}) { groupsOmitted rows { keys { by value label } count amount {
                          currency sum average min max excluded } } } }
                        """)).GetProperty("dealAggregates");

                    Assert.Equal(expected.Take(first), PlainAggregates.Rows(answer));
                    Assert.Equal(Math.Max(0, expected.Count - first), answer.GetProperty("groupsOmitted").GetInt32());
                }
            }
        }
    }

    private static bool IsMonth(DealGroupKey key)
        => key is DealGroupKey.CreatedMonth or DealGroupKey.ClosedMonth or DealGroupKey.ExpectedCloseMonth;
}
