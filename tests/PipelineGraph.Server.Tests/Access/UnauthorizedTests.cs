using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Access;

public class UnauthorizedTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwicm9sZSI6ImFkbWluIiwiZXhwIjo5OTk5OTk5OTk5fQ.")]
    [InlineData("Basic YTpi")]
    public async Task Without_a_valid_token_the_answer_is_401_in_the_shape_of_an_error(string? authorization)
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await AskAsync(server, authorization);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("AUTH_NOT_AUTHENTICATED",
            body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.False(body.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Expired_token_is_401_and_a_valid_one_is_answered_as_its_caller()
    {
        await using var server = await RunningServer.StartAsync();

        using var expired = await AskAsync(server, $"Bearer {server.Token(Role.Rep, TimeSpan.FromMinutes(-2))}");
        using var valid = await AskAsync(server, $"Bearer {server.Token(Role.Manager)}");
        var me = (await valid.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("me");

        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
        Assert.Equal("tester", me.GetProperty("subject").GetString());
        Assert.Equal("MANAGER", Assert.Single(me.GetProperty("roles").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("Development", HttpStatusCode.OK)]
    [InlineData("Production", HttpStatusCode.Unauthorized)]
    public async Task Schema_download_needs_a_token_outside_Development(string environment, HttpStatusCode status)
    {
        await using var server = await RunningServer.StartAsync(environment, ProductionTests.Key("https://login.example", new byte[32]));

        using var response = await server.Client.GetAsync("/graphql?sdl");

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Browser_at_the_endpoint_lands_at_the_ide_without_a_token()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/graphql/ui/", response.Headers.Location!.ToString());
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningServer server, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ me { subject roles } }" }),
        };
        if (authorization is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await server.Client.SendAsync(request);
    }
}
