using System.Text.Json;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>The clients that people use, over a restart of the server.</summary>
public sealed class ClientTests
{
    [SkippableTheory]
    [InlineData("live-ws.mjs")]
    [InlineData("live-apollo.mjs")]
    public async Task Client_over_WebSocket_resumes_after_a_restart_and_completes(string script)
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var server = await LiveServer.StartAsync();

        var (versions, summary) = await FollowAsync(server, script, server.Socket);

        Assert.Equal(["2", "3", "4", "5", "6", "7"], versions);
        var after = summary.GetProperty("after").EnumerateArray().Select(cursor => cursor.GetString()).ToList();
        Assert.Equal(server.Start, after[0]);
        Assert.Equal(2, after.Distinct().Count());
        Assert.Equal("""["INTEGRATION"]""", summary.GetProperty("roles").GetRawText());
    }

    [SkippableFact]
    public async Task Client_over_server_sent_events_resumes_after_a_restart_and_completes()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var server = await LiveServer.StartAsync();

        var (versions, summary) = await FollowAsync(server, "live-sse.mjs", server.Http);

        Assert.Equal(["2", "3", "4", "5", "6", "7"], versions);
        var lastEventIds = summary.GetProperty("after").EnumerateArray().Select(cursor => cursor.GetString()).ToList();
        Assert.Null(lastEventIds[0]);
        Assert.Equal(2, lastEventIds.Distinct().Count());
        Assert.Equal("""["INTEGRATION"]""", summary.GetProperty("roles").GetRawText());
    }

    /// <summary>Two events are replayed and one comes live before the restart, three after it.</summary>
    private static async Task<(string[] Versions, JsonElement Summary)> FollowAsync(
        LiveServer server, string script, Uri endpoint)
    {
        await server.MoveAsync(2);
        using var client = ClientProcess.Start(server.Folder,
            ["node", NodeClients.PathOf(script), $"{endpoint}", server.Token(Role.Integration), server.Start, "6"]).Read();
        await client.PrintsAsync(2);
        await server.MoveAsync(1);
        await client.PrintsAsync(3);

        await server.RestartAsync();
        await server.MoveAsync(3);

        Assert.True(await client.EndedAsync() == 0, $"{client.Errors}");
        var lines = client.Output.Lines;
        return (lines[..^1], JsonSerializer.Deserialize<JsonElement>(lines[^1]));
    }
}
