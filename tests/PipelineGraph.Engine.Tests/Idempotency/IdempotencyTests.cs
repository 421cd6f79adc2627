using System.Net;
using System.Text.Json;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Mutations;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Idempotency;

public sealed class IdempotencyTests
{
    private const string LentOnce = """{"data":{"lendBook":{"book":{"title":"a"},"times":1,"errors":null}}}""";

    [Fact]
    public async Task A_repeated_request_has_one_effect_and_the_same_bytes()
    {
        await using var host = await LendingHost.StartAsync();

        var first = await host.LendAsync("k");
        var second = await host.LendAsync("k");

        Assert.Equal(LentOnce, await first.TextAsync());
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task Without_a_key_every_request_has_an_effect()
    {
        await using var host = await LendingHost.StartAsync();

        await host.LendAsync(null);
        await host.LendAsync(null);

        Assert.Equal((2, 0), (host.Lent, host.Store.Count));
    }

    [Fact]
    public async Task The_same_key_of_another_caller_is_another_key()
    {
        await using var host = await LendingHost.StartAsync();

        await host.LendAsync("k", caller: "ann");
        var other = await host.LendAsync("k", caller: "bob");

        Assert.False(other.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(2, host.Lent);
    }

    [Fact]
    public async Task A_key_that_comes_with_another_body_is_refused()
    {
        await using var host = await LendingHost.StartAsync();

        await host.LendAsync("k", book: 1);
        var other = await host.LendAsync("k", book: 2);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", await CodeAsync(other));
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task A_refusal_is_replayed_even_when_it_would_succeed_now()
    {
        await using var host = await LendingHost.StartAsync();
        var succeed = host.Desk.Lend;
        host.Desk.Lend = (_, _) => throw Lent();

        var first = await host.LendAsync("k");
        host.Desk.Lend = succeed;
        var second = await host.LendAsync("k");

        Assert.Contains("BookLentError", await first.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(0, host.Lent);
    }

    [Fact]
    public async Task An_unexpected_error_releases_the_key()
    {
        await using var host = await LendingHost.StartAsync();
        var succeed = host.Desk.Lend;
        host.Desk.Lend = (_, _) => throw new InvalidOperationException();

        var first = await host.LendAsync("k");
        host.Desk.Lend = succeed;
        var second = await host.LendAsync("k");

        Assert.Contains("Unexpected Execution Error", await first.TextAsync(), StringComparison.Ordinal);
        Assert.False(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task A_caller_without_the_right_does_not_use_up_the_key()
    {
        await using var host = await LendingHost.StartAsync();

        var refused = await host.SendAsync("k", "mutation { lendBooks(input: {books: []}) { errors { __typename } } }");
        var other = await host.LendAsync("k");

        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeAsync(refused));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task After_a_crash_between_commit_and_response_the_response_is_made_from_the_outcome()
    {
        await using var host = await LendingHost.StartAsync();

        host.Store.LosesResponses = true;
        var first = await host.LendAsync("k");
        host.Store.LosesResponses = false;
        var second = await host.LendAsync("k");
        var third = await host.LendAsync("k");

        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(await first.TextAsync(), await third.TextAsync());
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task After_a_crash_refusals_are_told_from_the_outcome_with_all_their_values()
    {
        await using var host = await LendingHost.StartAsync();
        host.Desk.Lend = (_, _) => throw new AggregateException(
            Lent(), new NotFoundException(SmallLibrary.Key(7), "Book"), new FaultyException(("a", "x"), ("b", "y")));

        host.Store.LosesResponses = true;
        var first = await host.LendAsync("k");
        var second = await host.LendAsync("k");

        Assert.Contains("""
            "reader":{"name":"Undset"},"lentAt":"2026-03-02T09:00:00.000Z","genre":"POETRY","others":[{"title":"c"}]
            """, await first.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
    }

    [Fact]
    public async Task After_a_crash_results_of_several_items_are_told_with_their_own_errors()
    {
        await using var host = await LendingHost.StartAsync();
        host.Store.LosesResponses = true;
        host.Desk.LendAll = input => new LentBooks(
        [
            new LentBook(input.Books[0].BookId, input.Books[0].BookId, null),
            new LentBook(input.Books[0].BookId, null, [Lent(), new FaultyException(("a", "x"), ("b", "y"))])
        ], new Shelf(3, "three", [new ShelfMark(Genre.Poetry, 1.5)]));
        var query = $$"""
            mutation { lendBooks(input: {books: [{bookId: "{{SmallLibrary.BookId(1)}}"}]}) {
              results { bookId book { title } errors {
                ... on Error { message } ... on BookLentError { reader { name } } } }
              shelf { row label marks { genre weight } } } }
            """;

        var first = await host.SendAsync("k", query, "admin");
        host.Desk.LendAll = _ => throw new InvalidOperationException("It ran again.");
        var second = await host.SendAsync("k", query, "admin");

        Assert.EndsWith("""
            "errors":[{"message":"The book is lent.","reader":{"name":"Undset"}},{"message":"x"},{"message":"y"}]}],
            "shelf":{"row":3,"label":"three","marks":[{"genre":"POETRY","weight":1.5}]}}}}
            """.ReplaceLineEndings(""), await first.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
    }

    [Fact]
    public async Task A_refusal_may_have_data_beside_its_errors_and_keeps_it_over_a_crash()
    {
        await using var host = await LendingHost.StartAsync();
        host.Store.LosesResponses = true;
        host.Desk.LendAll = input => throw new RefusedWithDataException(
            new LentBooks([new LentBook(input.Books[0].BookId, null, [Lent()])]),
            new FaultyException(("books", "not all")));
        var query = $$"""
            mutation { lendBooks(input: {books: [{bookId: "{{SmallLibrary.BookId(1)}}"}]}) {
              results { book { title } errors { __typename } } shelf { row } errors { ... on Error { message } } } }
            """;

        var first = await host.SendAsync("k", query, "admin");
        var second = await host.SendAsync("k", query, "admin");

        Assert.Equal("""
            {"data":{"lendBooks":{"results":[{"book":null,"errors":[{"__typename":"BookLentError"}]}],"shelf":null,
            "errors":[{"message":"not all"}]}}}
            """.ReplaceLineEndings(""), await first.TextAsync());
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_response_that_failed_after_the_commit_is_not_kept()
    {
        await using var host = await LendingHost.StartAsync();

        await host.ExecuteAsync("ALTER TABLE Books RENAME TO Lost");
        var failed = await host.LendAsync("k");
        await host.ExecuteAsync("ALTER TABLE Lost RENAME TO Books");
        var second = await host.LendAsync("k");

        Assert.Contains("Unexpected Execution Error", await failed.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(LentOnce, await second.TextAsync());
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task A_timeout_releases_the_key()
    {
        await using var host = await LendingHost.StartAsync(
            limits => limits.ExecutionTimeout = TimeSpan.FromMilliseconds(300));
        var succeed = host.Desk.Lend;
        host.Desk.Lend = async (_, call) =>
        {
            await Task.Delay(Timeout.Infinite, call.Cancelled);
            throw new InvalidOperationException();
        };

        var first = await host.LendAsync("k");
        host.Desk.Lend = succeed;
        await host.LendAsync("k");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal(1, host.Lent);
    }

    [Fact]
    public async Task A_key_that_another_server_committed_first_is_answered_from_its_record()
    {
        await using var host = await LendingHost.StartAsync();
        var lend = host.Desk.Lend;
        host.Desk.Lend = async (input, call) =>
        {
            await lend(input, call);          // the other server
            return await lend(input, call);   // this one, which finds the key taken
        };

        var answer = await host.LendAsync("k");

        Assert.Equal(LentOnce, await answer.TextAsync());
        Assert.Equal(["true"], answer.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(1, host.Lent);
        Assert.Empty(host.Http.Logs.Lines);
    }

    private static BookLentException Lent()
        => new(SmallLibrary.Start, Genre.Poetry, SmallLibrary.Key(2), SmallLibrary.Key(3));

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
        => JsonDocument.Parse(await response.TextAsync()).RootElement.Dig("errors.0.extensions.code").GetString();
}
