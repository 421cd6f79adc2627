using System.Text;
using System.Text.Json;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Tests.Transport.WebSocket;

public class SocketOperationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{ hello }", "", """{"data":{"hello":"hi there"}}""")]
    [InlineData("mutation { count }", "", """{"data":{"count":1}}""")]
    [InlineData("query A { hello } query B { numbers }", ""","operationName":"B" """, """{"data":{"numbers":[1,2,3]}}""")]
    [InlineData("query ($n: Int!) { double(of: $n) }", ""","variables":{"n":4}""", """{"data":{"double":8}}""")]
    public async Task Operation_is_answered_by_one_next_and_complete(string query, string more, string answer)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);

        await client.SubscribeAsync("a \\\"é", query, more);

        Assert.Equal(Next("a \\\"é", answer), await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"a \"é"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Error_of_a_field_is_in_next()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);

        await client.SubscribeAsync("1", "{ refused }");

        Assert.Equal(
            HttpCalls.OneLine("""
                {"type":"next","id":"1","payload":{"errors":[{"message":"Not for you.",
                "locations":[{"line":1,"column":3}],"path":["refused"],"extensions":{"code":"DEAL_REFUSED"}}],
                "data":{"refused":null}}}
                """),
            await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("", "", "HC0013")]
    [InlineData("{", "", "HC0011")]
    [InlineData("{ nope }", "", null)]
    [InlineData("query ($n: Int!) { double(of: $n) }", "", "HC0016")]
    [InlineData("query ($n: Int!) { double(of: $n) }", ""","variables":{"n":"x"}""", "HC0016")]
    [InlineData("{ hello }", ""","operationName":"B" """, null)]
    [InlineData("subscription { ticks }", "", null)]
    [InlineData("{ hello }", ""","variables":{"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}""", "LIMIT_EXCEEDED")]
    public async Task Refusal_before_execution_is_one_error_with_the_list_of_errors(
        string query, string more, string? code)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);

        await client.SubscribeAsync("1", query, more);
        var error = JsonDocument.Parse(await client.ReceiveAsync()).RootElement;
        await client.SettleAsync();

        Assert.Equal(("error", "1"), (error.GetProperty("type").GetString(), error.GetProperty("id").GetString()));
        var first = error.GetProperty("payload").EnumerateArray().First();
        Assert.NotEmpty(first.GetProperty("message").GetString()!);
        if (code is not null) Assert.Equal(code, first.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ fails }", "next")]
    [InlineData("{ notANumber }", "error")]
    public async Task Unexpected_errors_are_masked_each_with_a_trace_id_that_the_log_has(string query, string type)
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);

        await client.SubscribeAsync("1", query);
        var first = await client.ReceiveAsync();
        if (type == "next") await client.ReceiveAsync();
        await client.SubscribeAsync("2", query);
        var second = await client.ReceiveAsync();

        Assert.StartsWith($$"""{"type":"{{type}}","id":"1","payload":""", first, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", first, StringComparison.Ordinal);
        Assert.NotEqual(TraceId(first), TraceId(second));
        Assert.Contains(host.Logs.Lines, line => line.Contains(TraceId(first), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_in_many_frames_is_put_together()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);
        var message = Encoding.UTF8.GetBytes("""{"type":"subscribe","id":"é","payload":{"query":"{ hello }"}}""");

        foreach (var part in message) await client.SendAsync([part], isEnd: false);
        await client.SendAsync([]);

        Assert.Equal("""{"type":"next","id":"é","payload":{"data":{"hello":"hi there"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Operations_run_side_by_side_and_their_messages_come_whole()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);
        var ids = Enumerable.Range(0, 50).Select(number => $"{number}").ToArray();

        foreach (var id in ids) await client.SubscribeAsync(id, "{ waits numbers }");
        foreach (var _ in ids) Assert.True(await host.Probe.Waiting.WaitAsync(Patience));
        host.Probe.Gate.Release(ids.Length);
        var messages = new List<string>();
        while (messages.Count < 2 * ids.Length) messages.Add(await client.ReceiveAsync());

        foreach (var id in ids)
        {
            var next = messages.IndexOf(
                Next(id, """{"data":{"waits":"waited","numbers":[1,2,3]}}"""));
            Assert.InRange(messages.IndexOf($$"""{"type":"complete","id":"{{id}}"}"""), next + 1, messages.Count);
            Assert.True(next >= 0);
        }
    }

    [Fact]
    public async Task Id_is_free_again_once_its_operation_has_completed_or_was_refused()
    {
        await using var host = await GraphQLHost.StartAsync();
        using var client = await ConnectAsync(host);

        for (var round = 1; round <= 100; round++)
        {
            await client.SubscribeAsync("a", "mutation { count }");
            Assert.EndsWith($"{{\"data\":{{\"count\":{round}}}}}}}", await client.ReceiveAsync(), StringComparison.Ordinal);
            await client.ReceiveAsync();
            await client.SubscribeAsync("a", "{");
            Assert.StartsWith("""{"type":"error","id":"a",""", await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_operation_too_many_is_refused_and_the_others_go_on()
    {
        await using var host = await GraphQLHost.StartAsync(limits: limits => limits.OperationsPerConnection = 2);
        using var client = await ConnectAsync(host);

        await client.SubscribeAsync("1", "{ waits }");
        await client.SubscribeAsync("2", "{ waits }");
        await client.SubscribeAsync("3", "mutation { count }");

        Assert.Equal(
            HttpCalls.OneLine("""
                {"type":"error","id":"3","payload":[{"message":"The request exceeds the limit `OperationsPerConnection` of 2.",
                "extensions":{"code":"LIMIT_EXCEEDED","limit":"OperationsPerConnection","max":2}}]}
                """),
            await client.ReceiveAsync());
        Assert.Equal(0, host.Probe.Mutations);
        host.Probe.Gate.Release();
        await client.ReceiveAsync();
        Assert.StartsWith("""{"type":"complete",""", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SubscribeAsync("3", "mutation { count }");
        Assert.StartsWith("""{"type":"next","id":"3",""", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_may_run_50_operations_unless_configured()
        => Assert.Equal(50, new LimitOptions().OperationsPerConnection);

    private static string Next(string id, string answer)
        => $"{{\"type\":\"next\",\"id\":\"{id}\",\"payload\":{answer}}}";

    private static string TraceId(string message)
    {
        var start = message.IndexOf("\"traceId\":\"", StringComparison.Ordinal) + 11;
        return message[start..(start + 32)];
    }

    private static async Task<SocketClient> ConnectAsync(GraphQLHost host)
        => await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();
}
