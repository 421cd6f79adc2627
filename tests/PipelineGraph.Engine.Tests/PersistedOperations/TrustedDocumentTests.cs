using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.PersistedOperations;

public sealed class TrustedDocumentTests(DocumentFolder folder) : IClassFixture<DocumentFolder>
{
    private const string Greeting = """{"data":{"hello":"hi Ada"}}""";
    private const string Unknown = """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"HC0020"}}]}""";
    private const string NotTrusted = """
        {"errors":[{"message":"Only persisted operations are allowed.","extensions":{"code":"HC0067"}}]}
        """;

    [Fact]
    public async Task A_document_is_asked_for_by_the_name_of_its_file_or_its_hash()
    {
        await using var host = await HostAsync();

        var byName = await host.PostAsync("""{"id":"hello","variables":{"name":"Ada"}}""");
        var byHash = await host.PostAsync($$$"""{"id":"{{{DocumentFolder.HashOfHello}}}","variables":{"name":"Ada"}}""");
        var byGet = await host.GetAsync("""?id=hello&variables={"name":"Ada"}""");
        var byApollo = await host.PostAsync(Apollo(DocumentFolder.HashOfHello, ""","variables":{"name":"Ada"}"""));

        foreach (var response in (HttpResponseMessage[])[byName, byHash, byGet, byApollo])
            Assert.Equal(Greeting, await response.TextAsync());
    }

    [Fact]
    public async Task An_unknown_id_is_refused_with_its_code()
    {
        await using var host = await HostAsync();

        var refused = await host.PostAsync("""{"id":"../hello"}""", GraphQLResponse);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(OneLine("""
            {"errors":[{"message":"The specified persisted operation key is invalid.",
            "extensions":{"code":"HC0020","requestedKey":"../hello"}}]}
            """), await refused.TextAsync());
    }

    [Fact]
    public async Task A_mutation_by_its_id_is_no_more_allowed_over_GET_than_one_that_is_sent()
    {
        await using var host = await HostAsync();

        var refused = await host.GetAsync("?id=count");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Equal(0, host.Probe.Mutations);
    }

    [Fact]
    public async Task A_socket_takes_ids_too()
    {
        await using var host = await HostAsync();
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SendAsync("""{"type":"subscribe","id":"1","payload":{"id":"hello","variables":{"name":"Ada"}}}""");
        Assert.Equal($$"""{"type":"next","id":"1","payload":{{Greeting}}}""", await client.ReceiveAsync());
        Assert.Contains("complete", await client.ReceiveAsync());
        await client.SendAsync("""{"type":"subscribe","id":"2","payload":{"id":"nope"}}""");
        Assert.Contains("HC0020", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Where_only_trusted_documents_are_allowed_any_other_is_refused_even_one_with_their_text()
    {
        await using var host = await HostAsync(only: true);
        using var socket = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        var trusted = await host.PostAsync("""{"id":"hello","variables":{"name":"Ada"}}""");
        var sent = await host.QueryAsync("{ hello }");
        var same = await host.QueryAsync(DocumentFolder.Hello);
        await socket.SubscribeAsync("1", "{ hello }");

        Assert.Equal(Greeting, await trusted.TextAsync());
        Assert.Equal(NotTrusted.Trim(), await sent.TextAsync());
        Assert.Equal(NotTrusted.Trim(), await same.TextAsync());
        Assert.Contains("HC0067", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_document_with_its_hash_cannot_be_smuggled_in_where_only_trusted_ones_are_allowed()
    {
        await using var host = await HostAsync(only: true);
        const string Query = "{ hello }";
        var hash = DocumentHash.Of(Query);

        var kept = await host.PostAsync(Apollo(hash, $$""","query":"{{Query}}" """));
        var byAnalyst = await AsAsync(host, "analyst", Apollo(hash, $$""","query":"{{Query}}" """));
        var named = await host.PostAsync(Apollo(hash));

        Assert.Equal(NotTrusted.Trim(), await kept.TextAsync());
        Assert.Contains("\"persisted\":true", byAnalyst);
        Assert.Equal(Unknown, await named.TextAsync());   // what an analyst may send is not for everybody
        Assert.Contains("hi there", await AsAsync(host, "analyst", Apollo(hash)));
    }

    [Theory]
    [InlineData("analyst", "hi there")]
    [InlineData("ANALYST", "hi there")]
    [InlineData("rep", "HC0067")]
    public async Task Exempt_roles_may_send_what_they_like(string role, string expected)
    {
        await using var host = await HostAsync(only: true);

        Assert.Contains(expected, await AsAsync(host, role, """{"query":"{ hello }"}"""));
    }

    [Fact]
    public async Task An_invalid_document_is_told_at_start_and_refused_when_it_is_asked_for()
    {
        await using var host = await HostAsync();

        Assert.Contains(host.Logs.Lines, message => message.StartsWith("The trusted document broken is refused: "));
        Assert.Contains("does not exist", await (await host.PostAsync("""{"id":"broken"}""")).TextAsync());
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_keeps_the_server_from_starting()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => GraphQLHost.StartAsync(services: services
            => services.Configure<TrustedDocumentOptions>(options => options.Folder = Path.Combine(folder.Path, "no"))));

        Assert.StartsWith("TrustedDocuments:Folder cannot be read: ", refused.Message);
    }

    private static string Apollo(string hash, string more = "")
        => $$$$"""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{hash}}}}"}}{{{{more}}}}}""";

    private Task<GraphQLHost> HostAsync(bool only = false) => GraphQLHost.StartAsync(
        services: services => services.Configure<TrustedDocumentOptions>(options =>
            (options.Folder, options.Only, options.ExemptRoles) = (folder.Path, only, "analyst, admin")),
        pipeline: app => app.Use((context, next) =>
        {
            var role = context.Request.Headers["X-Role"].ToString();
            context.User = new(new ClaimsIdentity([new("role", role)], "test", nameType: null, roleType: "role"));
            return next(context);
        }));

    private static async Task<string> AsAsync(GraphQLHost host, string role, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Url)
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("X-Role", role);
        using var response = await host.Client.SendAsync(request);
        return await response.TextAsync();
    }
}
