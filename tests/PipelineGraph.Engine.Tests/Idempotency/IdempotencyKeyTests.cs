using System.Net;
using System.Text.Json;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Idempotency;

/// <summary>Which requests may have a key, and which keys there are.</summary>
public sealed class IdempotencyKeyTests
{
    private static readonly string Lend = $$"""lendBook(input: {bookId: "{{SmallLibrary.BookId(1)}}"}) { times }""";

    public static TheoryData<string> Refused => new()
    {
        "{ books { totalCount } }",
        $"mutation {{ a: {Lend} b: {Lend} }}",
        $"mutation {{ a: {Lend} ...F }} fragment F on Mutation {{ ... {{ b: {Lend} }} }}",
        "mutation { __typename }"
    };

    public static TheoryData<string> Accepted => new()
    {
        $"mutation {{ __typename a: {Lend} }}",
        $"mutation {{ ...F {Lend} }} fragment F on Mutation {{ ... on Mutation {{ {Lend} }} }}"
    };

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData(256)]
    public async Task A_malformed_key_is_refused(object key)
    {
        await using var host = await LendingHost.StartAsync();

        var answer = await host.LendAsync(key as string ?? new string('k', (int)key));

        await IsRefusedAsync(answer);
        Assert.Equal(0, host.Lent);
    }

    [Fact]
    public async Task A_key_may_have_255_characters()
    {
        await using var host = await LendingHost.StartAsync();

        var answer = await host.LendAsync(new string('~', 255));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, host.Store.Count);
    }

    [Fact]
    public async Task Two_keys_are_refused()
    {
        await using var host = await LendingHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Http.Url)
        {
            Content = new StringContent($$"""{"query": {{JsonSerializer.Serialize($"mutation {{ {Lend} }}")}}}""",
                System.Text.Encoding.UTF8, "application/json")
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", ["a", "b"]);

        await IsRefusedAsync(await host.Http.Client.SendAsync(request));
        Assert.Equal(0, host.Lent);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Only_one_mutation_may_have_a_key(string query)
    {
        await using var host = await LendingHost.StartAsync();

        await IsRefusedAsync(await host.SendAsync("k", query));

        Assert.Equal(0, host.Lent);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task One_mutation_is_one_however_it_is_written(string query)
    {
        await using var host = await LendingHost.StartAsync();

        var answer = await host.SendAsync("k", query);

        Assert.Contains("\"times\":1", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (host.Lent, host.Store.Count));
    }

    [Fact]
    public async Task A_GET_with_a_key_is_refused()
    {
        await using var host = await LendingHost.StartAsync();
        host.Http.Client.DefaultRequestHeaders.Add("Idempotency-Key", "k");

        await IsRefusedAsync(await host.Http.GetAsync("?query=%7Bbooks%7BtotalCount%7D%7D"));
    }

    [Fact]
    public async Task An_invalid_document_is_refused_as_ever_and_does_not_use_up_the_key()
    {
        await using var host = await LendingHost.StartAsync();

        var answer = await host.SendAsync("k", "mutation { nothing }");

        Assert.Contains("specifiedBy", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.LendAsync("k")).StatusCode);
    }

    [Fact]
    public async Task A_host_without_a_store_refuses_keys_rather_than_ignoring_them()
    {
        await using var host = await LendingHost.StartAsync(keepsKeys: false);

        await IsRefusedAsync(await host.LendAsync("k"));

        Assert.Equal(0, host.Lent);
    }

    private static async Task IsRefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("IDEMPOTENCY_KEY_NOT_ALLOWED", JsonDocument.Parse(await answer.TextAsync()).RootElement
            .Dig("errors.0.extensions.code").GetString());
    }
}
