using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace PipelineGraph.Engine.Tests.Transport;

public class AccessTests
{
    [Fact]
    public async Task A_caller_without_a_token_gets_401_in_the_shape_of_an_error()
    {
        await using var host = await GraphQLHost.StartAsync(options => options.RequireAuthentication = true);

        var response = await host.QueryAsync("mutation { count }", accept: HttpCalls.GraphQLResponse);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            HttpCalls.OneLine("""
                {"errors":[{"message":"The current user is not authorized to access this resource.",
                "extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}]}
                """),
            await response.TextAsync());
        Assert.Equal(0, host.Probe.Mutations);
    }

    [Fact]
    public async Task An_authenticated_caller_reaches_the_resolvers()
    {
        await using var host = await GraphQLHost.StartAsync(
            options => options.RequireAuthentication = true, pipeline: app => SignIn(app, "ada"));

        var response = await host.QueryAsync("{ caller }");

        Assert.Equal("""{"data":{"caller":"ada"}}""", await response.TextAsync());
    }

    [Fact]
    public async Task A_browser_without_a_query_is_sent_to_the_ide()
    {
        await using var host = await GraphQLHost.StartAsync(options => options.RequireAuthentication = true);

        var page = await host.GetAsync("", "text/html,application/xhtml+xml,*/*;q=0.8");
        var query = await host.GetAsync("?query={hello}", "text/html,*/*;q=0.8");

        Assert.Equal((HttpStatusCode.Found, "/graphql/ui/"), (page.StatusCode, page.Headers.Location?.ToString()));
        Assert.Equal("Accept", page.Headers.Vary.Single());
        Assert.Equal(HttpStatusCode.Unauthorized, query.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_a_file_that_a_client_may_keep()
    {
        await using var host = await GraphQLHost.StartAsync(
            options => options.SchemaText = () => "type Query { a: Int }");

        var first = await host.GetAsync("?sdl");
        using var again = new HttpRequestMessage(HttpMethod.Get, host.Url + "?sdl");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await host.SendAsync(again, accept: null);

        Assert.Equal("type Query { a: Int }", await first.TextAsync());
        Assert.Equal("application/graphql; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"schema.graphql\"", first.Content.Headers.ContentDisposition!.ToString());
        var kept = first.Headers.CacheControl!;
        Assert.Equal((true, true, TimeSpan.FromHours(1)), (kept.Public, kept.MustRevalidate, kept.MaxAge));
        Assert.StartsWith("\"1-", first.Headers.ETag!.Tag, StringComparison.Ordinal);
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_schema_needs_a_token_unless_its_download_is_open()
    {
        await using var closed = await GraphQLHost.StartAsync(options => options.RequireAuthentication = true);
        await using var open = await GraphQLHost.StartAsync(
            options => (options.RequireAuthentication, options.OpenSchemaDownload) = (true, true));

        Assert.Equal(HttpStatusCode.Unauthorized, (await closed.GetAsync("?sdl")).StatusCode);
        Assert.Contains("type Query", await (await open.GetAsync("?sdl")).TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?sdl&types=Item", "type Item", 200)]
    [InlineData("?sdl&types=", "HC0058", 400)]
    [InlineData("?sdl&types=Nope", "HC0060", 404)]
    public async Task Some_types_of_the_schema_can_be_had_alone(string queryString, string expected, int status)
    {
        await using var host = await GraphQLHost.StartAsync();

        var response = await host.GetAsync(queryString);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await response.TextAsync(), StringComparison.Ordinal);
    }

    private static void SignIn(WebApplication app, string name) => app.Use((context, next) =>
    {
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test"));
        return next(context);
    });
}
