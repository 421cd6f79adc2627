using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Ids;
using static PipelineGraph.Engine.Tests.Library.SmallLibrary;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class KeyedFieldTests
{
    private static readonly NodeId Book1 = new("Book", Key(1));
    private static readonly NodeId Book2 = new("Book", Key(2));
    private static readonly NodeId Author1 = new("Author", Key(1));

    [Fact]
    public async Task A_row_is_planned_by_the_key_that_a_resolvers_object_holds()
    {
        using var server = await ServeAsync(new Slip(Key(2)));

        var data = await DataAsync(server,
            "{ slip { book { __typename title sequel { title } "
            + "reviews(first: 1) { totalCount nodes { points } } } } }");

        Assert.Equal("""{"slip":{"book":{"__typename":"Book","title":"b","sequel":{"title":"a"},"""
            + "\"reviews\":" + """{"totalCount":2,"nodes":[{"points":2}]}}}}""", data);
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys_as_often_as_they_are_named()
    {
        using var server = await ServeAsync(new Slip(Authors: [Key(2), Key(1), Key(2)]));

        var data = await DataAsync(server, "{ slip { authors { name } } }");

        Assert.Equal("""{"slip":{"authors":[{"name":"Undset"},{"name":"Ibsen"},{"name":"Undset"}]}}""", data);
        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task Rows_of_an_interface_show_its_fields_and_those_of_their_own_types()
    {
        using var server = await ServeAsync(new Slip(Thing: Author1, Things: [Book2, Author1, Book1]));

        var data = await DataAsync(server, """
            { slip { thing { __typename id ...Name }
              things { ... on Node { ... on Book { title } } ...Name __typename } } }
            fragment Name on Author { name }
            """);

        Assert.Equal($$"""{"slip":{"thing":{"__typename":"Author","id":"{{AuthorId(1)}}","name":"Ibsen"},"things":["""
            + """{"title":"b","__typename":"Book"},{"name":"Ibsen","__typename":"Author"},"""
            + """{"title":"a","__typename":"Book"}]}}""", data);
        Assert.Equal(3, server.Commands.Count);
    }

    [Theory]
    [InlineData("{ slip { book { title } maybe { name } thing { id } } }",
        """{"slip":{"book":null,"maybe":null,"thing":null}}""")]
    [InlineData("{ slips { book { title } } }", """{"slips":[{"book":null},{"book":null}]}""")]
    public async Task Without_keys_and_without_a_row_nullable_fields_are_null(string query, string expected)
    {
        using var server = await ServeAsync(new Slip(), new Slip(Guid.NewGuid()));

        Assert.Equal(expected, await DataAsync(server, query));
    }

    [Theory]
    [InlineData("{ slips { surely { title } } }", """{"slips":null}""", """["slips",1,"surely"]""",
        """["slips",2,"surely"]""")]
    [InlineData("{ slips { inner { surely { title } } } }",
        """{"slips":[{"inner":{"surely":{"title":"a"}}},{"inner":null},{"inner":null}]}""",
        """["slips",1,"inner","surely"]""", """["slips",2,"inner","surely"]""")]
    [InlineData("{ slips { maybe { name } } }",
        """{"slips":[{"maybe":[]},{"maybe":null},{"maybe":null}]}""", """["slips",2,"maybe",1]""")]
    [InlineData("{ slips { authors { name } } }", """{"slips":null}""", """["slips",1,"authors"]""",
        """["slips",2,"authors",1]""")]
    [InlineData("{ slips { book { isbn } } }", """{"slips":[{"book":null},{"book":null},{"book":null}]}""",
        """["slips",0,"book","isbn"]""")]
    public async Task A_missing_row_where_none_may_miss_is_an_error_with_its_own_path(
        string query, string data, params string[] paths)
    {
        var server = await ServeAsync(book => book.Isbn = null,
            new Slip(Key(1), []), new Slip(), new Slip(Guid.NewGuid(), [Key(1), Guid.NewGuid()]));
        using var _ = server;

        var answer = await server.RunAsync(query);

        Assert.Equal(data, answer.GetProperty("data").GetRawText());
        Assert.Equal(paths,
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetRawText()));
        Assert.All(answer.GetProperty("errors").EnumerateArray(),
            error => Assert.Equal("HC0018", error.At("extensions", "code").GetString()));
    }

    [Fact]
    public async Task An_unexpected_failure_is_an_error_at_every_item_and_is_logged_once()
    {
        using var server = await ServeAsync(new Slip(), new Slip(Thing: new NodeId("Nothing", Guid.Empty)), new Slip());

        var answer = await server.RunAsync("{ slips { thing { id } } }");

        Assert.Equal("""{"slips":[{"thing":null},{"thing":null},{"thing":null}]}""",
            answer.GetProperty("data").GetRawText());
        Assert.Equal(["""["slips",0,"thing"]""", """["slips",1,"thing"]""", """["slips",2,"thing"]"""],
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetRawText()));
        Assert.All(answer.GetProperty("errors").EnumerateArray(),
            error => Assert.Equal("Unexpected Execution Error", error.GetProperty("message").GetString()));
        Assert.Single(server.Failures);
    }

    [Theory]
    [InlineData(1, "{ slips { book { title } } }")]
    [InlineData(1, "{ slips { inner { inner { book { title } } } } }")]
    [InlineData(3, "{ slips { book { title reviews { nodes { points } } } inner { authors { name } } } }")]
    [InlineData(2, "{ slips { thing { ... on Book { title } ... on Author { name } } } }")]
    [InlineData(1, "{ slips { ...Twice ...Again } } fragment Twice on Slip { book { title } } "
        + "fragment Again on Slip { book { pages } }")]
    public async Task A_hundred_items_cost_as_many_commands_as_two(int commands, string query)
    {
        Slip[] two = [new(Key(1), [Key(1)], Book1), new(Key(2), [Key(2)], Author1)];
        foreach (var times in (int[])[1, 50])
        {
            using var server = await ServeAsync([.. Enumerable.Repeat(two, times).SelectMany(slips => slips)]);

            var data = await server.RunAsync(query);

            Assert.Equal(2 * times, data.At("data", "slips").GetArrayLength());
            Assert.Equal(commands, server.Commands.Count);
        }
    }

    [Fact]
    public async Task Objects_of_different_types_at_one_place_show_what_is_selected_of_each()
    {
        object[] papers = [new Slip(Key(1)), new Memo(Key(2)), new Slip(Key(3)), new Memo(Key(1))];
        using var server = await ServeAsync(null, services => Declare(services, [])
            .AddSingleton<ObjectFields, MemoFields>().AddSingleton<ObjectFields>(new PaperQueries(papers)));

        var data = await DataAsync(server,
            "{ papers { ... on Slip { book { title } } ... on Memo { book { pages reviews { totalCount } } } } }");

        Assert.Equal("""{"papers":[{"book":{"title":"a"}},{"book":{"pages":200,"reviews":{"totalCount":2}}},"""
            + """{"book":{"title":"c"}},{"book":{"pages":100,"reviews":{"totalCount":2}}}]}""", data);
        Assert.Equal(3, server.Commands.Count);
    }

    [Fact]
    public async Task The_plan_does_not_depend_on_how_many_items_there_are()
    {
        var slips = new List<Slip> { new(Key(1)), new(Key(2)) };   // one alone has a command of its own
        using var server = await ServeAsync(null, services => Declare(services, slips));
        await server.TextAsync("{ slips { book { title } } }");
        var compiled = server.Compilations;

        slips.AddRange([new Slip(), new Slip(Key(3))]);
        var data = await DataAsync(server, "{ slips { book { title } } }");

        Assert.Equal(compiled, server.Compilations);
        Assert.Equal(
            """{"slips":[{"book":{"title":"a"}},{"book":{"title":"b"}},{"book":null},{"book":{"title":"c"}}]}""", data);
    }

    [Fact]
    public async Task A_mutation_shows_what_it_left_behind_before_the_next_one_begins()
    {
        LibraryServer server = null!;
        server = await ServeAsync(null, services => Declare(services, [])
            .AddSingleton<ObjectFields>(new SlipMutations(() => server)));
        using var _ = server;

        var data = await DataAsync(server, """
            mutation { first: rename(title: "x") { book { title } inner { book { title } } }
              second: rename(title: "y") { book { title } } }
            """);

        Assert.Equal("""{"first":{"book":{"title":"x"},"inner":{"book":{"title":"x"}}},"""
            + "\"second\":" + """{"book":{"title":"y"}}}""", data);
    }

    private static IServiceCollection Declare(IServiceCollection services, IReadOnlyList<Slip> slips) => services
        .AddSingleton<ObjectFields, SlipFields>().AddSingleton<ObjectFields>(new SlipQueries(slips));

    private static Task<LibraryServer> ServeAsync(params Slip[] slips) => ServeAsync(null, slips);

    private static Task<LibraryServer> ServeAsync(Action<Book>? change, params Slip[] slips)
        => SmallLibrary.ServeAsync(change, services => Declare(services, slips));

    private static Task<LibraryServer> ServeAsync(Action<Book>? change, Action<IServiceCollection> declarations)
        => SmallLibrary.ServeAsync(change, declarations);

    private static async Task<string> DataAsync(LibraryServer server, string query)
    {
        var answer = await server.RunAsync(query);

        Assert.Empty(server.Failures);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetRawText();
    }
}
