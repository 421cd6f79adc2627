using System.Net;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.Limits.Cost;

public sealed class CostOverHttpTests : IAsyncLifetime, IDisposable
{
    private const string Costly = """{"query":"{ count all { author { name } } }"}""";
    private const string Refusal = """
        {"errors":[{"message":"The maximum allowed field cost was exceeded.",
        "extensions":{"code":"HC0047","fieldCost":31,"maxFieldCost":30}}]
        """;

    private readonly CostSchema _schema = new();
    private GraphQLHost _host = null!;

    public async Task InitializeAsync() => _host = await GraphQLHost.StartAsync(
        limits: limits => (limits.FieldCost, limits.TypeCost) = (30, 60),
        services: services => services.AddSingleton<ISchema>(_schema));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _schema.Dispose();
    }

    void IDisposable.Dispose() => _schema.Dispose();

    [Fact]
    public async Task What_costs_too_much_is_refused_before_anything_is_executed()
    {
        var response = await _host.PostAsync(Costly, GraphQLResponse);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(OneLine(Refusal + "}"), await response.TextAsync());
        Assert.Equal(0, _schema.Executed);
    }

    [Fact]
    public async Task The_size_of_the_answer_has_a_limit_of_its_own()
    {
        var response = await _host.PostAsync("""{"query":"{ recent(last: 60) { title } }"}""");

        Assert.Equal(OneLine("""
            {"errors":[{"message":"The maximum allowed type cost was exceeded.",
            "extensions":{"code":"HC0047","typeCost":61,"maxTypeCost":60}}]}
            """), await response.TextAsync());
    }

    [Fact]
    public async Task Report_adds_the_cost_to_the_answer_and_to_a_refusal()
    {
        var answered = await SendAsync("report", """{"query":"{ count books { totalCount } }"}""");
        var refused = await SendAsync("report", Costly);

        Assert.Equal(
            """{"data":{"count":1,"books":null},"extensions":{"operationCost":{"fieldCost":20,"typeCost":2}}}""", answered);
        Assert.Equal(OneLine(Refusal + ""","extensions":{"operationCost":{"fieldCost":31,"typeCost":61}}}"""), refused);
    }

    [Theory]
    [InlineData("""{"query":"{ count book { title } }"}""", """{"fieldCost":10,"typeCost":2}""")]
    [InlineData(Costly, """{"fieldCost":31,"typeCost":61}""")]
    [InlineData("""{"query":"subscription { lent { title } }"}""", """{"fieldCost":1,"typeCost":2}""")]
    public async Task Validate_tells_the_cost_and_executes_nothing(string body, string cost)
    {
        Assert.Equal($$$"""{"extensions":{"operationCost":{{{cost}}}}}""", await SendAsync("validate", body));
        Assert.Equal(0, _schema.Executed);
    }

    [Fact]
    public async Task Validate_says_what_is_wrong_with_an_invalid_document()
        => Assert.Contains("does not exist", await SendAsync("validate", """{"query":"{ nope }"}"""));

    [Fact]
    public async Task Sockets_have_the_same_limits()
    {
        using var client = await (await SocketClient.ConnectAsync(_host.Url)).InitialisedAsync();

        await client.SubscribeAsync("1", "{ count all { author { name } } }");

        Assert.Contains("\"code\":\"HC0047\"", await client.ReceiveAsync());
        Assert.Equal(0, _schema.Executed);
    }

    [Theory]
    [InlineData("""{"GraphQL-Cost":"report"}""", """{"data":{"count":1},"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""")]
    [InlineData("""{"headers":{"graphql-cost":"Report"}}""", """{"data":{"count":1},"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""")]
    [InlineData("""{"GraphQL-Cost":"validate"}""", """{"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""")]
    [InlineData("""{"GraphQL-Cost":7}""", """{"data":{"count":1}}""")]
    public async Task Socket_asks_for_the_cost_of_all_its_operations_in_its_init(string init, string payload)
    {
        using var client = await (await SocketClient.ConnectAsync(_host.Url)).InitialisedAsync(init);

        await client.SubscribeAsync("1", "{ count }");

        Assert.Equal($$"""{"type":"next","id":"1","payload":{{payload}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Validating_socket_subscribes_to_nothing()
    {
        using var client = await (await SocketClient.ConnectAsync(_host.Url)).InitialisedAsync("""{"GraphQL-Cost":"validate"}""");

        await client.SubscribeAsync("1", "subscription { lent { title } }");

        Assert.Contains("""{"operationCost":{"fieldCost":1,"typeCost":2}}""", await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await client.ReceiveAsync());
    }

    private async Task<string> SendAsync(string cost, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url)
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("GraphQL-Cost", cost);
        using var response = await _host.Client.SendAsync(request);
        return await response.TextAsync();
    }
}
