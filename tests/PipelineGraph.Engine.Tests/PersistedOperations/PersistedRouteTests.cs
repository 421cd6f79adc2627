using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Tests.Transport;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.PersistedOperations;

/// <summary>Documents by addresses of their own: /graphql/persisted/{id} and …/{operationName}.</summary>
public sealed class PersistedRouteTests(DocumentFolder folder) : IClassFixture<DocumentFolder>, IAsyncLifetime
{
    private const string Greeting = """{"data":{"hello":"hi Ada"}}""";

    private GraphQLHost _host = null!;

    public async Task InitializeAsync() => _host = await GraphQLHost.StartAsync(services: services
        => services.Configure<TrustedDocumentOptions>(options => (options.Folder, options.Only) = (folder.Path, true)));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("hello")]
    [InlineData("HASH")]
    [InlineData("hello/Hello")]
    public async Task Document_of_an_address_is_answered_by_GET_and_by_POST(string path)
    {
        path = path.Replace("HASH", DocumentFolder.HashOfHello, StringComparison.Ordinal);

        var byGet = await _host.GetAsync($$"""/persisted/{{path}}?variables={"name":"Ada"}""");
        var byPost = await PostAsync(path, """{"variables":{"name":"Ada"},"extensions":{}}""");

        Assert.Equal((HttpStatusCode.OK, Greeting), (byGet.StatusCode, await byGet.TextAsync()));
        Assert.Equal((HttpStatusCode.OK, Greeting), (byPost.StatusCode, await byPost.TextAsync()));
    }

    [Fact]
    public async Task Name_in_the_address_chooses_among_operations()
    {
        var chosen = await _host.GetAsync("/persisted/two/Second");
        var missing = await _host.GetAsync("/persisted/two/Third", GraphQLResponse);
        var unsaid = await _host.GetAsync("/persisted/two", GraphQLResponse);

        Assert.Equal("""{"data":{"numbers":[1,2,3]}}""", await chosen.TextAsync());
        Assert.Contains("no operation with the name `Third`", await missing.TextAsync());
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
    }

    [Fact]
    public async Task No_other_document_takes_the_place_of_that_of_the_address()
    {
        var byPost = await PostAsync("hello", """{"query":"mutation { count }","id":"count","operationName":"Hello"}""");
        var byGet = await _host.GetAsync("/persisted/hello?query=mutation{count}&id=count");

        Assert.Contains("hi there", await byPost.TextAsync());
        Assert.Contains("hi there", await byGet.TextAsync());
        Assert.Equal(0, _host.Probe.Mutations);
    }

    [Fact]
    public async Task Unknown_one_is_refused_and_a_mutation_by_GET_is_not_allowed()
    {
        var unknown = await _host.GetAsync("/persisted/nope", GraphQLResponse);
        var mutation = await _host.GetAsync("/persisted/count");
        var posted = await PostAsync("count", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("\"requestedKey\":\"nope\"", await unknown.TextAsync());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.StatusCode);
        Assert.Equal("""{"data":{"count":1}}""", await posted.TextAsync());
    }

    [Fact]
    public async Task Browser_is_not_sent_to_the_IDE_from_there()
        => Assert.Contains("hi there", await (await _host.GetAsync("/persisted/hello?sdl", "text/html, */*")).TextAsync());

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_host.Url}/persisted/{path}")
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        return await _host.SendAsync(request, accept: null);
    }
}
