using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.PersistedOperations;

public class AutomaticDocumentTests
{
    private const string Query = "{ hello }";
    private const string Unknown = """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"HC0020"}}]}""";

    private static readonly string Hash = DocumentHash.Of(Query);

    [Fact]
    public async Task A_document_is_kept_with_its_hash_and_asked_for_by_the_hash_alone()
    {
        await using var host = await HostAsync();

        var missed = await host.PostAsync(Body(Hash), GraphQLResponse);
        var kept = await host.PostAsync(Body(Hash, Query));
        var hit = await host.PostAsync(Body(Hash));
        var byGet = await host.GetAsync($$$$"""?extensions={"persistedQuery":{"version":1,"sha256Hash":"{{{{Hash}}}}"}}""");

        Assert.Equal((HttpStatusCode.BadRequest, Unknown), (missed.StatusCode, await missed.TextAsync()));
        Assert.Equal(
            $$$$"""{"data":{"hello":"hi there"},"extensions":{"persistedQuery":{"sha256Hash":"{{{{Hash}}}}","persisted":true}}}""",
            await kept.TextAsync());
        Assert.Equal("""{"data":{"hello":"hi there"}}""", await hit.TextAsync());
        Assert.Equal("""{"data":{"hello":"hi there"}}""", await byGet.TextAsync());
    }

    [Fact]
    public async Task A_document_with_the_hash_of_another_is_executed_and_not_kept()
    {
        await using var host = await HostAsync();
        var other = DocumentHash.Of("{ fails }");

        var answer = await host.PostAsync(Body(other, Query));

        Assert.Equal(OneLine($$$$"""
            {"data":{"hello":"hi there"},"extensions":{"persistedQuery":{"sha256Hash":"{{{{other}}}}",
            "expectedHashValue":"{{{{Hash}}}}","expectedHashType":"sha256Hash","expectedHashFormat":"Hex","persisted":false}}}
            """), await answer.TextAsync());
        Assert.Equal(Unknown, await (await host.PostAsync(Body(other))).TextAsync());
        Assert.Equal(Unknown, await (await host.PostAsync(Body(Hash))).TextAsync());
    }

    [Fact]
    public async Task An_invalid_document_is_not_kept()
    {
        await using var host = await HostAsync();
        var hash = DocumentHash.Of("{ nope }");

        await host.PostAsync(Body(hash, "{ nope }"));

        Assert.Equal(Unknown, await (await host.PostAsync(Body(hash))).TextAsync());
    }

    [Fact]
    public async Task Of_more_documents_than_are_kept_the_one_that_was_not_used_longest_goes()
    {
        await using var host = await HostAsync(options => options.AutomaticDocuments = 2);

        foreach (var query in (string[])["{ hello }", "{ caller }", "{ numbers }"])
            await host.PostAsync(Body(DocumentHash.Of(query), query));

        Assert.Equal(Unknown, await (await host.PostAsync(Body(Hash))).TextAsync());
        Assert.Contains("[1,2,3]", await (await host.PostAsync(Body(DocumentHash.Of("{ numbers }")))).TextAsync());
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using var host = await HostAsync(options => options.Automatic = false);

        Assert.Equal("""{"data":{"hello":"hi there"}}""", await (await host.PostAsync(Body(Hash, Query))).TextAsync());
        Assert.Equal(Unknown, await (await host.PostAsync(Body(Hash))).TextAsync());
    }

    [Theory]
    [InlineData("""{"extensions":{"persistedQuery":"x"}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"sha256Hash":7}}}""")]
    [InlineData("""{"extensions":{}}""")]
    public async Task What_is_no_hash_names_no_document(string body)
    {
        await using var host = await HostAsync();

        Assert.Contains("HC0013", await (await host.PostAsync(body)).TextAsync());
    }

    [Fact]
    public async Task A_socket_takes_hashes_too()
    {
        await using var host = await HostAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SendAsync($$"""{"type":"subscribe","id":"1","payload":{{Body(Hash)}}}""");
        Assert.Contains("PersistedQueryNotFound", await client.ReceiveAsync());
        await client.SendAsync($$"""{"type":"subscribe","id":"2","payload":{{Body(Hash, Query)}}}""");
        Assert.Contains("\"persisted\":true", await client.ReceiveAsync());
        Assert.Contains("complete", await client.ReceiveAsync());
        await client.SendAsync($$"""{"type":"subscribe","id":"3","payload":{{Body(Hash)}}}""");
        Assert.Equal("""{"type":"next","id":"3","payload":{"data":{"hello":"hi there"}}}""", await client.ReceiveAsync());
    }

    [SkippableTheory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Apollos_link_sends_a_document_once(string method)
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var host = await HostAsync();

        var output = await NodeClients.RunAsync("persisted.mjs", host.Url.ToString(), "query Hello { hello }", method);

        var summary = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal("""[{"hello":"hi there"},{"hello":"hi there"}]""", summary.GetProperty("data").GetRawText());
        Assert.Equal([$"{method} False", "POST True", $"{method} False"], summary.GetProperty("requests").EnumerateArray()
            .Select(request => $"{request.GetProperty("method")} {request.GetProperty("hasQuery")}"));
    }

    private static Task<GraphQLHost> HostAsync(Action<TrustedDocumentOptions>? configure = null)
        => GraphQLHost.StartAsync(services: services => services.Configure(configure ?? (_ => { })));

    private static string Body(string hash, string? query = null) => JsonSerializer.Serialize(new
    {
        query,
        extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } },
    });
}
