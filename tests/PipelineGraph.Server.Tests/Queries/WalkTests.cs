namespace PipelineGraph.Server.Tests.Queries;

/// <summary>The whole schema is tried, so that no declared field is found to be untranslatable by a client.</summary>
[Collection(DemoServer.Collection)]
public sealed class WalkTests(DemoServer demo)
{
    /// <summary>Null in everything that lists show: a voided deal or a removed stage is read by its id.</summary>
    private static readonly string[] NeverInLists = ["Deal.voidedAt", "Stage.removedAt"];

    [Fact]
    public async Task Every_operation_of_every_filter_field_splits_the_rows_from_those_of_its_complement()
        => Report(await new FilterWalk(demo.Map, demo.AskAsync).FaultsAsync());

    [Fact]
    public async Task Every_sort_field_orders_both_ways_and_its_cursors_lead_to_the_pages_after_and_before()
        => Report(await new SortWalk(demo.Map, demo.AskAsync).FaultsAsync());

    [Fact]
    public async Task Every_output_field_of_every_type_is_answered_without_an_error()
    {
        var walk = new FieldWalk(demo.Map, demo.AskAsync);

        var faults = await walk.FaultsAsync();

        Report(faults);
        Assert.Equal(NeverInLists, walk.All.Except(walk.Shown));
    }

    [SkippableFact]
    public async Task Every_filter_sort_and_output_field_is_answered_alike_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();
        var differences = new List<string>();
        var both = Both(other, differences);

        await new FilterWalk(demo.Map, both).FaultsAsync();
        await new SortWalk(demo.Map, both).FaultsAsync();
        await new FieldWalk(demo.Map, both).FaultsAsync();

        Assert.True(differences.Count == 0, $"{string.Join("\n\n", differences)}\n{other.Failure()}");
    }

    private Ask Both(DemoServer other, List<string> differences) => async query =>
    {
        var (one, two) = (await demo.AskAsync(query), await other.AskAsync(query));
        if (one.GetRawText() != two.GetRawText()) differences.Add($"{query}\n{one}\n{two}");
        return one;
    };

    private void Report(List<string> faults)
        => Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{demo.Failure()}");
}
