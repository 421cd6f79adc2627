using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>Who is refused by access or limits is counted and logged, without what they sent.</summary>
public sealed class AuditTests : IDisposable
{
    private const string Create = """mutation { createAccount(input: { name: \"Secret1\" }) { account { name } } }""";
    private readonly Issuer _issuer = new();
    private readonly CapturedLogs _logs = new();

    public static TheoryData<string, string, string> Documents => new()
    {
        { "AUTH_NOT_AUTHORIZED", Create, "analyst" },
        { "LIMIT_EXCEEDED", $"{{ {string.Concat(Enumerable.Range(0, 31).Select(i => $"a{i}: __typename "))} }}", "analyst" },
        { "HC0047", "{ deals(first: 50) { nodes { activities(first: 50) { nodes { id deal { title } } } } } }", "analyst" },
        { "HC0046", "{ __schema { queryType { name } } }", "rep" },
    };

    public void Dispose() => _logs.Dispose();

    [Theory, MemberData(nameof(Documents))]
    public async Task Refused_operation_is_counted_and_logged_once_by_each_transport(
        string code, string document, string role)
    {
        await using var server = await StartAsync();
        using var counts = new RefusalCounts(server);
        var token = _issuer.Token(Claim.Roles[role]);
        var query = document.Replace("\\\"", "\"", StringComparison.Ordinal);

        using var http = await server.AskAsync(token, query);
        using var sse = await server.AskAsync(token, query, headers: ("Accept", "text/event-stream"));
        using var socket = await server.SocketAsync(token);
        await socket.SubscribeAsync("1", document);
        var message = await socket.ReceiveAsync();

        Assert.Contains(code, message, StringComparison.Ordinal);
        Assert.Equal($"{code} http 1, {code} sse 1, {code} websocket 1", counts.All);
        Assert.Equal(3, _logs.Lines.Count);
        Assert.All(_logs.Lines, line =>
        {
            Assert.Contains($"Refused {code}", line, StringComparison.Ordinal);
            Assert.Contains("caller anna, operation sha256:", line, StringComparison.Ordinal);
            Assert.Matches("trace [0-9a-f]{32}\\.", line);
            Assert.DoesNotContain("Secret", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Whom_authentication_does_not_know_is_counted_and_logged_by_address()
    {
        await using var server = await StartAsync();
        using var counts = new RefusalCounts(server);

        using var http = await server.AskAsync("Secret1.b.c");
        using var socket = await SocketClient.ConnectAsync(server.Endpoint());
        await socket.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer Secret2.b.c"}}""");
        await socket.ClosedAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(
            server.Endpoint(), null, ("Authorization", "Bearer Secret3.b.c")));
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(
            server.Endpoint(), null, ("Origin", "https://evil.example")));

        Assert.Equal(
            "AUTH_NOT_AUTHENTICATED http 1, AUTH_NOT_AUTHENTICATED websocket 2, ORIGIN_NOT_ALLOWED websocket 1",
            counts.All);
        Assert.Equal(4, _logs.Lines.Count);
        Assert.All(_logs.Lines,
            line => Assert.Contains("caller 127.0.0.1, operation -", line, StringComparison.Ordinal));
        Assert.DoesNotContain("Secret", string.Concat(_logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_before_a_document_is_read_are_told_by_name()
    {
        await using var server = await StartAsync(
            "--Limits:RequestsPerMinute=1", "--Limits:LastingConnectionsPerCaller=1", "--Limits:BodyBytes=2000");
        using var counts = new RefusalCounts(server);
        var token = _issuer.Token();
        var nested = new string('[', 20) + new string(']', 20);

        using var socket = await server.SocketAsync(token);
        await socket.SubscribeAsync("1", "{ me { subject } }", $$""","variables":{"a":{{nested}} }""");
        Assert.Contains("JsonNesting", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(
            () => SocketClient.ConnectAsync(server.Endpoint(), null, ("Authorization", $"Bearer {token}")));
        using var large = await server.AskAsync(token, new string(' ', 3_000));
        using var first = await server.AskAsync(token);
        using var second = await server.AskAsync(token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        Assert.Equal("HC0010 http 1, LIMIT_EXCEEDED websocket 2, RATE_LIMITED http 1", counts.All);
        var log = string.Join('\n', _logs.Lines);
        Assert.All(["limit JsonNesting", "limit LastingConnectionsPerCaller", "limit RequestsPerMinute"],
            limit => Assert.Contains(limit, log, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ nope }")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{ dealById(id: \"x\") { title } }")]
    public async Task Mistakes_are_no_refusals(string query)
    {
        await using var server = await StartAsync();
        using var counts = new RefusalCounts(server);

        using var answer = await server.AskAsync(_issuer.Token(), query);

        Assert.Contains("errors", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("", counts.All);
        Assert.Empty(_logs.Lines);
    }

    [Fact]
    public async Task Trace_id_is_that_of_the_caller_and_names_from_outside_cannot_forge_a_line()
    {
        await using var server = await StartAsync();
        var token = _issuer.Token(Role.Rep, "eve\u2028\u202e" + new string('x', 150));
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        using var answer = await server.AskAsync(token, "{ __type(name: \"Secret1\") { name } }",
            headers: ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));
        var line = Assert.Single(_logs.Lines);

        Assert.Contains($"trace {Trace}.", line, StringComparison.Ordinal);
        Assert.Contains("caller eve \\u{202E}xxx", line, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 101), line, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_flood_all_are_counted_and_five_a_second_logged_with_the_number_of_the_others()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await StartAsync(clock);
        using var counts = new RefusalCounts(server);

        for (var i = 0; i < 50; i++) (await server.AskAsync(token: null)).Dispose();
        using var other = await server.AskAsync(_issuer.Token(Role.Rep), "{ __schema { queryType { name } } }");
        var flooded = _logs.Lines.Count;
        clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await server.AskAsync(token: null);

        Assert.Equal("AUTH_NOT_AUTHENTICATED http 51, HC0046 http 1", counts.All);
        Assert.Equal(6, flooded);
        Assert.Equal(8, _logs.Lines.Count);
        Assert.Contains(_logs.Lines, line
            => line.StartsWith("Refused 45 more with AUTH_NOT_AUTHENTICATED", StringComparison.Ordinal));
    }

    private Task<RunningServer> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    private Task<RunningServer> StartAsync(TimeProvider clock, params string[] settings)
        => RunningServer.StartAsync("Production", [.. _issuer.Settings, .. settings],
            services => services.AddSingleton(clock).AddSingleton<ILoggerProvider>(_logs));
}
