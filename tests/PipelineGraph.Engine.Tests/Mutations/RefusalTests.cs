using System.Security.Claims;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Mutations;

public sealed class RefusalTests
{
    private const string Lend = """
        mutation($book: ID!, $due: LocalDate) { lendBook(input: {bookId: $book, dueOn: $due}) {
            book { title author { name } } title times
            errors {
                __typename
                ... on Error { message }
                ... on FaultyError { field }
                ... on NotFoundError { id }
                ... on BookLentError { lentAt genre reader { name } others { title } }
            }
        } }
        """;

    private static readonly string Book = $$"""{"book": "{{SmallLibrary.BookId(1)}}"}""";

    [Fact]
    public async Task A_success_has_its_entity_planned_and_errors_null()
    {
        using var server = await ServeAsync(_ => { });

        var answer = await server.TextAsync(Lend, Book);

        Assert.Equal("""
            {"data":{"lendBook":{"book":{"title":"a","author":{"name":"Ibsen"}},"title":"a title","times":1,
            "errors":null}}}
            """.ReplaceLineEndings(""), answer);
    }

    [Fact]
    public async Task A_declared_refusal_is_an_error_object_beside_null_data()
    {
        using var server = await ServeAsync(desk => desk.Lend = (_, _) => throw new BookLentException(
            SmallLibrary.Start, Genre.ShortStory, SmallLibrary.Key(1), SmallLibrary.Key(3), SmallLibrary.Key(2)));

        var answer = await server.TextAsync(Lend, Book);

        Assert.Equal("""
            {"data":{"lendBook":{"book":null,"title":null,"times":null,"errors":[{"__typename":"BookLentError",
            "message":"The book is lent.","lentAt":"2026-03-02T09:00:00.000Z","genre":"SHORT_STORY",
            "reader":{"name":"Ibsen"},"others":[{"title":"c"},{"title":"b"}]}]}}}
            """.ReplaceLineEndings(""), answer);
    }

    [Fact]
    public async Task A_reference_to_nothing_is_null_and_an_id_is_a_global_one()
    {
        using var server = await ServeAsync(desk => desk.Lend = (_, _) => throw new AggregateException(
            new BookLentException(null, Genre.Novel, SmallLibrary.Key(99)),
            new NotFoundException(SmallLibrary.Key(7), "Book")));

        var errors = (await server.RunAsync(Lend, Book)).Dig("data.lendBook.errors");

        Assert.Equal($$"""
            [{"__typename":"BookLentError","message":"The book is lent.","lentAt":null,"genre":"NOVEL","reader":null,
            "others":[]},
            {"__typename":"NotFoundError","message":"There is no such thing.","id":"{{SmallLibrary.BookId(7)}}"}]
            """.ReplaceLineEndings(""), errors.GetRawText());
    }

    [Fact]
    public async Task One_exception_may_be_several_errors()
    {
        using var server = await ServeAsync(desk
            => desk.Lend = (_, _) => throw new FaultyException(("a", "is bad"), ("b", "is worse")));

        var errors = (await server.RunAsync(Lend, Book)).Dig("data.lendBook.errors");

        Assert.Equal("""
            [{"__typename":"FaultyError","message":"is bad","field":"a"},
            {"__typename":"FaultyError","message":"is worse","field":"b"}]
            """.ReplaceLineEndings(""), errors.GetRawText());
    }

    [Fact]
    public async Task An_undeclared_exception_is_masked_even_when_it_comes_with_a_declared_one()
    {
        using var server = await ServeAsync(desk => desk.Lend = (_, _) => throw new AggregateException(
            new FaultyException(("a", "is bad")), new InvalidOperationException("a secret")));

        var answer = await server.RunAsync(Lend, Book);

        Assert.Equal("Unexpected Execution Error", answer.Dig("errors.0.message").GetString());
        Assert.Equal("""["lendBook"]""", answer.Dig("errors.0.path").GetRawText());
        Assert.Equal(32, answer.Dig("errors.0.extensions.traceId").GetString()!.Length);
        Assert.Equal("null", answer.Dig("data").GetRawText());
        Assert.IsType<AggregateException>(Assert.Single(server.Failures));
    }

    [Fact]
    public async Task What_only_another_mutation_declares_is_unexpected_even_beside_a_declared_refusal()
    {
        using var server = await ServeAsync(desk => desk.LendAll = _ => throw new AggregateException(
            new FaultyException(("a", "is bad")), new NotFoundException(SmallLibrary.Key(9), "Book")));
        server.User = Roles("admin");

        var answer = await server.RunAsync("mutation { lendBooks(input: {books: []}) { errors { __typename } } }");

        Assert.Equal("Unexpected Execution Error", answer.Dig("errors.0.message").GetString());
        Assert.IsType<AggregateException>(Assert.Single(server.Failures));
    }

    [Fact]
    public async Task All_faults_of_an_input_are_told_at_once_and_nothing_runs()
    {
        using var server = await ServeAsync(desk
            => desk.Lend = (_, _) => throw new InvalidOperationException("It ran."));
        var wrong = SmallLibrary.AuthorId(1);

        var answer = await server.RunAsync(Lend, $$"""{"book": "{{wrong}}", "due": "2020-01-01"}""");

        Assert.Equal($$"""
            [{"__typename":"FaultyError","message":"The ID `{{wrong}}` is not an ID of `Book`.","field":"bookId"},
            """.TrimEnd() + """
            {"__typename":"FaultyError","message":"Lies in the past.","field":"dueOn"}]
            """, answer.Dig("data.lendBook.errors").GetRawText());
        Assert.Empty(server.Failures);
    }

    [Fact]
    public async Task Faults_inside_lists_and_objects_have_their_path()
    {
        using var server = await ServeAsync(_ => { });
        server.User = Roles("admin");

        var answer = await server.RunAsync($$"""
            mutation { lendBooks(input: {readerId: 5, books: [
                {bookId: "{{SmallLibrary.BookId(1)}}", note: "a\u0000b"}, {bookId: "?"},
                {bookId: "{{SmallLibrary.AuthorId(1)}}"}
            ]}) { errors { ... on FaultyError { field } } } }
            """);

        Assert.Equal("""
            [{"field":"books.0.note"},{"field":"books.1.bookId"},{"field":"books.2.bookId"},{"field":"readerId"}]
            """, answer.Dig("data.lendBooks.errors").GetRawText());
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("ADMINS")]
    [InlineData(null)]
    public async Task Without_the_role_nothing_is_read_of_the_input(string? role)
    {
        using var server = await ServeAsync(_ => { });
        server.User = role is null ? null : Roles(role);

        var answer = await server.RunAsync(
            """mutation { lendBooks(input: {books: [{bookId: "?"}]}) { results { bookId } } }""");

        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.Dig("errors.0.extensions.code").GetString());
        Assert.Equal(
            "The current user is not authorized to access this resource.", answer.Dig("errors.0.message").GetString());
        Assert.Equal("""["lendBooks"]""", answer.Dig("errors.0.path").GetRawText());
        Assert.Equal("null", answer.Dig("data").GetRawText());
    }

    [Fact]
    public async Task Items_of_a_result_have_their_own_errors_and_entities()
    {
        using var server = await ServeAsync(desk => desk.LendAll = input => new LentBooks(
        [
            new LentBook(input.Books[0].BookId, new NodeId<Book>(SmallLibrary.Key(1)), null),
            new LentBook(input.Books[1].BookId, null,
            [
                new AggregateException(
                    new NotFoundException(SmallLibrary.Key(9), "Book"), new FaultyException(("a", "b")))
            ])
        ]));
        server.User = Roles("reader", "Librarian");

        var answer = await server.RunAsync($$"""
            mutation { lendBooks(input: {books: [
                {bookId: "{{SmallLibrary.BookId(1)}}"}, {bookId: "{{SmallLibrary.BookId(9)}}"}]}) {
                results { bookId book { title } errors { __typename } } errors { __typename } } }
            """);

        Assert.Equal($$$"""
            {"results":[{"bookId":"{{{SmallLibrary.BookId(1)}}}","book":{"title":"a"},"errors":null},
            """.TrimEnd() + $$$"""
            {"bookId":"{{{SmallLibrary.BookId(9)}}}","book":null,
            "errors":[{"__typename":"NotFoundError"},{"__typename":"FaultyError"}]}],"errors":null}
            """.ReplaceLineEndings(""), answer.Dig("data.lendBooks").GetRawText());
    }

    [Fact]
    public async Task Several_mutations_run_one_after_another_each_with_its_payload()
    {
        var running = 0;
        var order = new List<Guid>();
        using var server = await ServeAsync(desk => desk.Lend = async (input, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            order.Add(input.BookId.Value);
            Interlocked.Decrement(ref running);
            return new BookLent(input.BookId, null, order.Count);
        });

        var answer = await server.RunAsync($$"""
            mutation { b: lendBook(input: {bookId: "{{SmallLibrary.BookId(2)}}"}) { times book { title } }
                       a: lendBook(input: {bookId: "{{SmallLibrary.BookId(1)}}"}) { times book { title } } }
            """);

        Assert.Equal([SmallLibrary.Key(2), SmallLibrary.Key(1)], order);
        Assert.Equal("""
            {"b":{"times":1,"book":{"title":"b"}},"a":{"times":2,"book":{"title":"a"}}}
            """, answer.Dig("data").GetRawText());
    }

    private static async Task<LibraryServer> ServeAsync(Action<LendingDesk> set)
    {
        var desk = new LendingDesk();
        set(desk);
        return await desk.ServeAsync();
    }

    private static ClaimsPrincipal Roles(params string[] roles)
        => new(new ClaimsIdentity(roles.Select(role => new Claim("role", role)), "test", nameType: null, roleType: "role"));
}
