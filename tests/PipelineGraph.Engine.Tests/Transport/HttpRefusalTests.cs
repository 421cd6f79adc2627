using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Tests.Transport;

public sealed class HttpRefusalTests : IAsyncLifetime
{
    private GraphQLHost _host = null!;

    public async Task InitializeAsync() => _host = await GraphQLHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("", "HC0009")]
    [InlineData("""[{"query":"{ hello }"}]""", "HC0009")]
    [InlineData("""{"query": 1}""", "HC0009")]
    [InlineData("""{"query": """, "HC0012")]
    [InlineData("{}", "HC0013")]
    [InlineData("""{"query":""}""", "HC0013")]
    public async Task What_is_no_request_is_400_whatever_is_accepted(string body, string code)
    {
        foreach (var accept in (string[])["application/json", HttpCalls.GraphQLResponse])
        {
            var response = await _host.PostAsync(body, accept);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(code, await CodeAsync(response));
        }
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413_with_and_without_a_length()
    {
        var large = JsonSerializer.Serialize(new { query = "{ hello } #" + new string('x', 128 * 1024) });
        using var chunked = new HttpRequestMessage(HttpMethod.Post, _host.Url) { Content = new StringContent(large) };
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;

        var (sized, streamed) = (await _host.PostAsync(large), await _host.SendAsync(chunked, accept: null));
        await _host.StopAsync();

        Assert.Equal((413, "HC0010"), ((int)sized.StatusCode, await CodeAsync(sized)));
        Assert.Equal((413, "HC0010"), ((int)streamed.StatusCode, await CodeAsync(streamed)));
        // And no fault: the rest of the body is read, and thrown away.
        Assert.All(_host.Logs.Lines, line => Assert.StartsWith("Refused HC0010", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_above_the_limit_that_comes_at_once_is_answered_too()
    {
        await using var host = await GraphQLHost.StartAsync(limits: limits => limits.BodyBytes = 100);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, host.Url)
        {
            Content = new StringContent(new string(' ', 300)),
        };
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;

        var answer = await host.SendAsync(chunked, accept: null);

        Assert.Equal((413, "HC0010"), ((int)answer.StatusCode, await CodeAsync(answer)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Other_content_types_are_415_and_nothing_runs(string contentType)
    {
        var response = await _host.PostAsync("""{"query":"mutation { count }"}""", contentType: contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(0, _host.Probe.Mutations);
    }

    [Fact]
    public async Task Compressed_bodies_are_415()
    {
        var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync("""{"query":"mutation { count }"}"""u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url)
        {
            Content = new ByteArrayContent(compressed.ToArray()),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");

        var response = await _host.SendAsync(request, accept: null);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(0, _host.Probe.Mutations);
    }

    [Fact]
    public async Task Mutations_and_subscriptions_by_get_are_405_and_nothing_runs()
    {
        var mutation = await _host.GetAsync("?query=mutation{count}");
        var named = await _host.GetAsync("?query=query A{hello} mutation B{count}&operationName=B");
        var subscription = await _host.GetAsync("?query=subscription{ticks}");

        Assert.All((HttpResponseMessage[])[mutation, named, subscription], response =>
            Assert.Equal((405, "POST"), ((int)response.StatusCode, response.Content.Headers.Allow.Single())));
        Assert.Equal(
            """{"errors":[{"message":"The specified operation kind is not allowed."}]}""", await mutation.TextAsync());
        Assert.Equal(0, _host.Probe.Mutations);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Other_methods_are_405_and_told_what_is_allowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _host.Url);

        var response = await _host.SendAsync(request, accept: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("multipart/mixed", 406, "HC0063")]
    [InlineData("unsupported", 400, "HC0064")]
    public async Task What_cannot_be_answered_is_refused_before_it_runs(string accept, int status, string code)
    {
        var response = await _host.QueryAsync("mutation { count }", accept: accept);

        Assert.Equal((status, code), ((int)response.StatusCode, await CodeAsync(response)));
        Assert.Equal(0, _host.Probe.Mutations);
    }

    [Fact]
    public async Task A_subscription_cannot_be_answered_with_one_document()
    {
        var response = await _host.QueryAsync("subscription { ticks }");

        Assert.Equal(StatusCodes.Status406NotAcceptable, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("?query={hello}", """{"data":{"hello":"hi there"}}""", 200)]
    [InlineData("?query=query A($n:String){hello(name:$n)}&variables={\"n\":\"x\"}", """{"hello":"hi x"}""", 200)]
    [InlineData("?query=query A{hello} query B{numbers}&operationName=B", """{"data":{"numbers":[1,2,3]}}""", 200)]
    [InlineData("?query={hello}&variables=", """{"data":{"hello":"hi there"}}""", 200)]
    [InlineData("?query={hello}&variables={", "HC0012", 400)]
    [InlineData("?query={hello}&variables=[]", "HC0009", 400)]
    [InlineData("?query={hello}&query={numbers}", "HC0009", 400)]
    [InlineData("", "HC0013", 400)]
    [InlineData("?id=x", "HC0020", 200)]
    public async Task Queries_by_get_take_their_parameters_from_the_query_string(
        string queryString, string expected, int status)
    {
        var response = await _host.GetAsync(queryString);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_deep_variables_are_refused_with_the_limit()
    {
        var deep = new string('[', 20) + new string(']', 20);

        var response = await _host.PostAsync($$$"""{"query":"{ hello }","variables":{"v":{{{deep}}}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            HttpCalls.OneLine("""
                {"errors":[{"message":"The request exceeds the limit `JsonNesting` of 16.",
                "extensions":{"code":"LIMIT_EXCEEDED","limit":"JsonNesting","max":16}}]}
                """),
            await response.TextAsync());
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
        => JsonDocument.Parse(await response.TextAsync()).RootElement
            .GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
