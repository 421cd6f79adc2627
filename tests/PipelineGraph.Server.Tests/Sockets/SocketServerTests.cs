using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Sockets;

public sealed class SocketServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task Client_graphql_ws_runs_a_query_and_a_mutation_over_one_socket()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var server = await RunningServer.StartAsync();

        var output = await NodeClients.RunAsync("sockets.mjs", Address(server), server.Token(Role.Admin),
            "{ me { roles } }", """mutation { createAccount(input: { name: "Acme" }) { account { name } } }""", "{ nope }");
        var summary = JsonSerializer.Deserialize<JsonElement>(output);
        var results = summary.GetProperty("results").EnumerateArray().Select(result => result.GetRawText()).ToList();

        Assert.Equal(1, summary.GetProperty("opened").GetInt32());
        Assert.Equal("""[{"data":{"me":{"roles":["ADMIN"]}}}]""", results[0]);
        Assert.Equal("""[{"data":{"createAccount":{"account":{"name":"Acme"}}}}]""", results[1]);
        Assert.StartsWith("""[{"errors":[{"message":""", results[2], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Client_graphql_ws_without_a_valid_token_learns_4403()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var server = await RunningServer.StartAsync();

        var output = await NodeClients.RunAsync("sockets.mjs", Address(server), "a.b.c", "{ me { roles } }");

        Assert.Contains("\"closed\":4403", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probing_socket_of_the_IDE_may_say_nothing_and_leave()
    {
        await using var server = await RunningServer.StartAsync();
        var endpoint = new Uri(server.Client.BaseAddress!, "/graphql");
        using var probe = await SocketClient.ConnectAsync(endpoint, [SocketClient.Protocol, "graphql-ws"]);

        await probe.CloseAsync();

        Assert.Equal(SocketClient.Protocol, probe.SubProtocol);
        Assert.Equal(1000, (await probe.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Shutdown_turns_readiness_first_and_closes_sockets_with_1001_once_load_balancers_have_noticed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(
            settings: ["--Shutdown:Drain=00:00:10"], adjust: services => services.AddSingleton<TimeProvider>(clock));
        using var client = await SocketSignInTests.ConnectAsync(server);
        await client.InitialisedAsync(SocketSignInTests.Payload(server.Token(Role.Analyst)));

        var stopped = server.App.StopAsync();
        using var ready = await server.Client.GetAsync("/health/ready");
        await client.SettleAsync();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal((1001, "The server is shutting down"), await client.ClosedAsync());
        await stopped.WaitAsync(Patience);
    }

    private static string Address(RunningServer server)
        => new UriBuilder(new Uri(server.Client.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri.ToString();
}
