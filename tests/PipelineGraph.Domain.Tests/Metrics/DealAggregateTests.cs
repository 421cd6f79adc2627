using System.Text;
using PipelineGraph.Domain.Metrics;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class DealAggregateTests(ITestOutputHelper output)
{
    [Fact]
    public void A_group_has_the_sum_mean_smallest_and_largest_of_its_amounts_exactly()
    {
        var tally = new DealAggregateTally(1);
        foreach (var amount in new decimal?[] { 20.0001m, null, 0.00000000000001m, 70 }) Add(tally, amount, "EUR", "web");

        var row = Assert.Single(tally.Result(9).Rows);

        Assert.Equal(["web"], row.Keys);
        Assert.Equal(("EUR", 4, 90.00010000000001m, 90.00010000000001m / 3, 0.00000000000001m, 70m, 1),
            (row.Currency, row.Count, row.Sum, row.Average, row.Min, row.Max, row.Excluded));
    }

    [Fact]
    public void A_group_without_usable_amounts_sums_to_0_and_knows_no_mean()
    {
        var tally = new DealAggregateTally(0);
        Add(tally, null, "EUR");
        Add(tally, null, "EUR");

        var row = Assert.Single(tally.Result(9).Rows);

        Assert.Empty(row.Keys);
        Assert.Equal((2, 0m, null, null, null, 2), (row.Count, row.Sum, row.Average, row.Min, row.Max, row.Excluded));
    }

    [Fact]
    public void Amounts_of_0_are_amounts()
    {
        var tally = new DealAggregateTally(0);
        Add(tally, 0, "EUR");
        Add(tally, 5, "EUR");

        var row = Assert.Single(tally.Result(9).Rows);

        Assert.Equal((5m, 2.5m, 0m, 5m, 0), (row.Sum, row.Average, row.Min, row.Max, row.Excluded));
    }

    [Fact]
    public void Currencies_are_never_added_and_come_in_their_order_among_equals()
    {
        var tally = new DealAggregateTally(1);
        Add(tally, 1, "USD", "web");
        Add(tally, 2, "EUR", "web");
        Add(tally, 3, "EUR", "fair");

        Assert.Equal(["fair EUR 1 3", "web EUR 1 2", "web USD 1 1"], Texts(tally.Result(9)));
    }

    [Fact]
    public void Without_keys_there_is_a_row_for_each_currency()
    {
        var tally = new DealAggregateTally(0);
        Add(tally, 1, "USD");
        Add(tally, 2, "EUR");
        Add(tally, 3, "USD");

        Assert.Equal([" USD 2 4", " EUR 1 2"], Texts(tally.Result(9)));
    }

    [Fact]
    public void Most_deals_come_first_and_equals_key_by_key_with_those_that_have_none_last()
    {
        var tally = new DealAggregateTally(2);
        foreach (var keys in new string?[][] { ["b", "x"], [null, "x"], ["b", null], ["a", "z"], [null, null], ["b", "a"] })
            Add(tally, 1, "EUR", keys);
        Add(tally, 1, "EUR", null, null);
        Add(tally, 1, "EUR", null, "x");
        Add(tally, 1, "EUR", null, "x");

        Assert.Equal(["-|x EUR 3 3", "-|- EUR 2 2", "a|z EUR 1 1", "b|a EUR 1 1", "b|x EUR 1 1", "b|- EUR 1 1"],
            Texts(tally.Result(9)));
    }

    [Fact]
    public void Deals_without_a_key_are_no_deals_with_an_empty_one()
    {
        var tally = new DealAggregateTally(1);
        Add(tally, 1, "EUR", [null]);
        Add(tally, 2, "EUR", "");

        Assert.Equal([" EUR 1 2", "- EUR 1 1"], Texts(tally.Result(9)));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public void Groups_beyond_the_first_are_counted(int first, int omitted)
    {
        var tally = new DealAggregateTally(3);
        foreach (var key in new[] { "a", "b", "c" }) Add(tally, 1, "EUR", "x", key, "y");

        var result = tally.Result(first);

        Assert.Equal((omitted, 3 - omitted), (result.GroupsOmitted, result.Rows.Count));
        Assert.Equal(["x|a|y EUR 1 1", "x|b|y EUR 1 1", "x|c|y EUR 1 1"], Texts(tally.Result(3)));
    }

    [Fact]
    public void Without_deals_there_are_no_groups()
    {
        var result = new DealAggregateTally(3).Result(9);

        Assert.Equal((0, 0), (result.Rows.Count, result.GroupsOmitted));
    }

    [Fact]
    public void Other_numbers_of_keys_than_it_counts_by_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealAggregateTally(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealAggregateTally(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealAggregateTally(0).Result(-1));
        Assert.Throws<ArgumentException>(() => Add(new DealAggregateTally(2), 1, "EUR", "one"));
        Assert.Throws<ArgumentException>(() => Add(new DealAggregateTally(0), 1, "EUR", "one"));
    }

    [Fact]
    public void Groups_equal_plain_ones_over_random_deals_in_any_order()
        => RandomHistories.Check(output, 200, random =>
        {
            var deals = Enumerable.Range(0, random.Next(60)).Select(_ => (
                Keys: new[] { AnyKey(random), AnyKey(random), AnyKey(random) }, Currency: random.Next(2) == 0 ? "EUR" : "USD",
                Amount: random.Next(4) == 0 ? (decimal?)null : random.Next(1_000_000) / 100m)).ToArray();
            var tally = new DealAggregateTally(3);
            foreach (var (keys, currency, amount) in deals.OrderBy(_ => random.Next())) tally.Add(keys, currency, amount);

            var plain = deals.GroupBy(deal => $"{string.Join('|', deal.Keys.Select(key => key ?? "-"))} {deal.Currency}")
                .Select(group => $"{group.Key} {group.Count()} {group.Sum(deal => deal.Amount) ?? 0:0.##}");
            Assert.Equal(plain.Order(), Texts(tally.Result(1_000)).Order());
        });

    /// <summary>UTF-8 sorts as the databases do: by code point, emoji above all that one UTF-16 unit holds.</summary>
    [Fact]
    public void Keys_sort_by_code_point()
    {
        string[] texts = ["", "a", "aa", "ab", "a\uE000", "a\uFFFD", "a😀", "a😁", "😀", "B", "ä", "\uD7FF", "\uE000", "漢"];

        Assert.Equal(texts.OrderBy(text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)), StringComparer.Ordinal),
            texts.OrderBy(text => text, GroupKeyOrder.Instance));
    }

    private static void Add(DealAggregateTally tally, decimal? amount, string currency, params string?[] keys)
        => tally.Add(keys, currency, amount);

    private static IEnumerable<string> Texts(DealAggregates result) => result.Rows.Select(row
        => $"{string.Join('|', row.Keys.Select(key => key ?? "-"))} {row.Currency} {row.Count} {row.Sum:0.############}");

    private static string? AnyKey(Random random) => random.Next(3) switch { 0 => null, 1 => "a", _ => "b" };
}
