using System.Text.Json;
using System.Text.RegularExpressions;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Library;
using static PipelineGraph.Engine.Tests.Limits.Texts;

namespace PipelineGraph.Engine.Tests.Filtering;

public sealed partial class FilterLimitTests : IDisposable
{
    private const string Books = "{ books(where: $w) { nodes { title } } }";

    private readonly LibraryServer _server = new();

    public void Dispose() => _server.Dispose();

    public static TheoryData<string, int> Limits => new()
    {
        { nameof(LimitOptions.FilterNesting), 5 },
        { nameof(LimitOptions.FilterConditions), 50 },
        { nameof(LimitOptions.FilterDepth), 12 },
        { nameof(LimitOptions.TextOperand), 200 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_filter_at_the_limit_passes_and_one_above_is_refused_however_it_comes(string limit, int max)
    {
        foreach (var isRefused in (bool[])[false, true])
        {
            var filter = Filter(limit, isRefused ? max + 1 : max);
            var literal = Key().Replace(filter, "$1:");
            var refusals = new[]
            {
                await RefusalAsync($"{{ books(where: {literal}) {{ nodes {{ title }} }} }}", null),
                await RefusalAsync($"query ($w: BookFilterInput = {literal}) {Books}", null),
                await RefusalAsync($"query ($w: BookFilterInput) {Books}", $$"""{"w":{{filter}}}"""),
            };

            Assert.All(refusals, refused => Assert.Equal(isRefused ? limit : null, refused));
        }
    }

    [Fact]
    public async Task A_condition_in_a_variable_counts_where_it_stands()
    {
        var refused = await RefusalAsync("""
            query ($c: [BookFilterInput!]) {
              books(where: { or: [{ and: [{ or: $c }] }] }) { nodes { title } }
            }
            """, $$"""{"c":[{{Filter(nameof(LimitOptions.FilterNesting), 3)}}]}""");

        Assert.Equal(nameof(LimitOptions.FilterNesting), refused);
    }

    private static string Filter(string limit, int count) => limit switch
    {
        nameof(LimitOptions.FilterNesting)
            => Repeat("""{"or":[""", count) + """{"title":{"eq":"x"}}""" + Repeat("]}", count),
        nameof(LimitOptions.FilterConditions)
            => """{"and":[""" + string.Join(',', Enumerable.Repeat("""{"title":{"eq":"x"}}""", count)) + "]}",
        nameof(LimitOptions.FilterDepth) => Deep(count),
        _ => $$$"""{"title":{"contains":"{{{Repeat("x", count)}}}"}}""",
    };

    // Two objects around the operand, the remainder by relations there and back.
    private static string Deep(int count)
    {
        var filter = """{"title":{"eq":"x"}}""";
        var left = count - 2;
        for (; left >= 3; left -= 3) filter = $$$$"""{"author":{"books":{"some":{{{{filter}}}}}}}""";
        for (; left > 0; left--) filter = $$"""{"or":[{{filter}}]}""";
        return filter;
    }

    private async Task<string?> RefusalAsync(string query, string? variables)
    {
        var answer = JsonSerializer.Deserialize<JsonElement>(await _server.TextAsync(query, variables));
        if (!answer.TryGetProperty("errors", out var errors)) return null;

        Assert.False(answer.TryGetProperty("data", out _));
        var extensions = errors[0].GetProperty("extensions");
        Assert.Equal("LIMIT_EXCEEDED", extensions.GetProperty("code").GetString());
        return extensions.GetProperty("limit").GetString();
    }

    [GeneratedRegex("\"(\\w+)\":")]
    private static partial Regex Key();
}
