using System.Net;

namespace PipelineGraph.Engine.Tests.Transport;

public sealed class HttpStatusTests : IAsyncLifetime
{
    private GraphQLHost _host = null!;

    public async Task InitializeAsync() => _host = await GraphQLHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered_with_its_data_only()
    {
        var response = await _host.QueryAsync("{ hello }");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"hello":"hi there"}}""", await response.TextAsync());
    }

    [Theory]
    [InlineData("{ nope }", 400)]
    [InlineData("{", 400)]
    [InlineData("{ double(of: 1) }", 200)]
    [InlineData("{ item { name missing } }", 200)]
    [InlineData("{ fails }", 200)]
    public async Task The_graphql_media_type_tells_refusals_by_status_and_plain_json_never_does(
        string query, int status)
    {
        var graphQL = await _host.QueryAsync(query, accept: HttpCalls.GraphQLResponse);
        var json = await _host.QueryAsync(query, accept: "application/json");

        Assert.Equal(status, (int)graphQL.StatusCode);
        Assert.Equal(200, (int)json.StatusCode);
        Assert.Equal(HttpCalls.GraphQLResponse, graphQL.Content.Headers.ContentType!.MediaType);
    }
}
