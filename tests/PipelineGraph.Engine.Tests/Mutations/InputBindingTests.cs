using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Mutations;

public sealed class InputBindingTests
{
    private static readonly string BookId = SmallLibrary.BookId(1);
    private static readonly string AuthorId = SmallLibrary.AuthorId(2);

    private static readonly string Least = $$"""
        "bookId": "{{BookId}}", "text": "t", "count": 7, "isNew": true, "price": 1.10,
        "at": "2026-03-02T10:00:00+01:00", "genre": "SHORT_STORY", "items": []
        """;

    [Fact]
    public async Task What_is_left_out_is_null_absent_or_the_default_of_the_record()
    {
        var input = await SeeAsync(Least);

        Assert.Equal(new NodeId<Book>(SmallLibrary.Key(1)), input.BookId);
        Assert.Equal(("t", 7, true), (input.Text, input.Count, input.IsNew));
        Assert.Equal((1.10m, Genre.ShortStory), (input.Price, input.Genre));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), input.At);
        Assert.Empty(input.Items);
        Assert.Null(input.AuthorId ?? (object?)input.Note ?? input.Copies ?? input.Weight);
        Assert.Null(input.On ?? (object?)input.Other);
        Assert.Null(input.First ?? (object?)input.Books ?? input.Words);
        Assert.False(input.Title.IsSet || input.Stars.IsSet || input.Translator.IsSet || input.Marks.IsSet);
        Assert.Equal((Genre.Poetry, 3), (input.Sort, input.Size));
    }

    [Fact]
    public async Task Null_clears_an_optional_field()
    {
        var input = await SeeAsync(Least + ", \"title\": null, \"stars\": null, \"translator\": null, \"marks\": null");

        Assert.Equal((true, null), (input.Title.IsSet, input.Title.Value));
        Assert.Equal((true, null), (input.Stars.IsSet, input.Stars.Value));
        Assert.Equal((true, null), (input.Translator.IsSet, input.Translator.Value));
        Assert.Equal((true, null), (input.Marks.IsSet, input.Marks.Value));
        Assert.Null(input.Title.Or("kept"));
        Assert.Equal("kept", default(Optional<string>).Or("kept"));
    }

    [Fact]
    public async Task Every_kind_of_value_arrives_from_variables()
    {
        var input = await SeeAsync(Least + $$"""
            , "authorId": "{{AuthorId}}", "note": "n", "copies": 9223372036854775807, "weight": 1e-9,
            "on": "2026-02-28", "other": "NOVEL", "title": "x", "stars": -1, "translator": "{{AuthorId}}",
            "marks": [1, 2],
            "first": {"bookId": "{{BookId}}", "days": 3}, "books": ["{{BookId}}"], "words": ["w", null],
            "sort": "NOVEL", "size": 4
            """);

        SeesEveryKind(input);
    }

    [Fact]
    public async Task Every_kind_of_value_arrives_from_literals()
    {
        var input = await RunAsync($$"""
            mutation { seeEveryKind(input: {
                bookId: "{{BookId}}" text: "t" count: 7 isNew: true price: 1.10 at: "2026-03-02T09:00:00Z"
                genre: SHORT_STORY items: [] authorId: "{{AuthorId}}" note: "n" copies: 9223372036854775807 weight: 1e-9
                on: "2026-02-28"
                other: NOVEL title: "x" stars: -1 translator: "{{AuthorId}}" marks: [1, 2]
                first: {bookId: "{{BookId}}", days: 3} books: "{{BookId}}" words: ["w", null] sort: NOVEL size: 4
            }) { nothing } }
            """);

        SeesEveryKind(input);
    }

    [Fact]
    public async Task A_variable_that_is_not_given_leaves_its_field_out_and_a_null_one_clears_it()
    {
        var query = $$"""
            mutation($title: String, $stars: Int, $size: Int! = 8) { seeEveryKind(input: {
                bookId: "{{BookId}}" text: "t" count: 7 isNew: true price: 1 at: "2026-03-02T09:00:00Z" genre: NOVEL
                items: []
                title: $title stars: $stars size: $size
            }) { nothing } }
            """;

        var input = await RunAsync(query, """{"stars": null}""");

        Assert.Equal((false, true, 8), (input.Title.IsSet, input.Stars.IsSet, input.Size));
    }

    private static void SeesEveryKind(EveryKindInput input)
    {
        Assert.Equal(new NodeId<Author>(SmallLibrary.Key(2)), input.AuthorId);
        Assert.Equal(("n", long.MaxValue, 1e-9), (input.Note, input.Copies, input.Weight));
        Assert.Equal(new DateOnly(2026, 2, 28), input.On);
        Assert.Equal((Genre.Novel, Genre.Novel, 4), (input.Other, input.Sort, input.Size));
        Assert.Equal(("x", -1, input.AuthorId), (input.Title.Value, input.Stars.Value, input.Translator.Value));
        Assert.Equal([1, 2], input.Marks.Value!);
        Assert.Equal(new LendBooksItem(input.BookId, 3, default), input.First);
        Assert.Equal([input.BookId], input.Books!);
        Assert.Equal(["w", null], input.Words!);
    }

    private static Task<EveryKindInput> SeeAsync(string fields)
        => RunAsync("mutation($input: SeeEveryKindInput!) { seeEveryKind(input: $input) { nothing } }",
            $$"""{"input": { {{fields}} } }""");

    private static async Task<EveryKindInput> RunAsync(string query, string? variables = null)
    {
        var desk = new LendingDesk();
        using var server = await desk.ServeAsync();
        Assert.Equal("""{"data":{"seeEveryKind":{"nothing":null}}}""", await server.TextAsync(query, variables));
        return (EveryKindInput)Assert.Single(desk.Received);
    }
}
