using System.Text.Json;
using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class WireTests
{
    [Fact]
    public async Task Every_kind_of_value_and_its_null_are_written_as_reviewed()
    {
        using var server = await SmallLibrary.ServeAsync();

        var answer = await server.TextAsync("""
            { books(last: 4, before: null, where: {pages: {lt: 300}}) { nodes {
                id title subtitle genre price pages copies stars weight isLent publishedAt dueOn daysLent
                genres thickness
                author { id name country isActive } translator { name } state { isLent dueOn translator { country } }
                shelf { row label marks { genre weight } }
                sequel { id title price daysLent genres thickness dueOn state { isLent } shelf { label }
                    author { name } reviews { totalCount } }
                verdicts { isGood review { points } } bestReview { points critic { name } }
            } } }
            """);

        Snapshot.Matches(answer.Replace("},{", "},\n{", StringComparison.Ordinal) + "\n", "values.json");
    }

    [Theory]
    [InlineData("\"quoted\" \\ /slash")]
    [InlineData("\0\u0001\b\t\n\f\r\u001f\u007f\u0080")]
    [InlineData("é漢字😀\u2028\u2029\uFFFD\uFEFF")]
    [InlineData("<script>&'+`")]
    [InlineData("")]
    public async Task A_text_comes_back_as_it_was_stored(string title)
    {
        using var server = await SmallLibrary.ServeAsync(book => book.Title = title);

        var answer = await server.RunAsync("{ books(first: 1) { nodes { title shelf { label } } } }");

        Assert.Equal(title, First(answer).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_lone_surrogate_is_stored_and_sent_as_the_replacement_character()
    {
        using var server = await SmallLibrary.ServeAsync(book => book.Title = "a\uD800b");

        var answer = await server.RunAsync("{ books(first: 1) { nodes { title } } }");

        Assert.Equal("a\uFFFDb", First(answer).GetProperty("title").GetString());
    }

    private static JsonElement First(JsonElement answer)
        => answer.At("data", "books", "nodes")[0];
}
