using System.Text.Json;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Subscriptions;

/// <summary>One subscription on a WebSocket of its own.</summary>
internal sealed class Follower : IDisposable
{
    private const string Id = "s";

    private Follower(SocketClient socket) => Socket = socket;

    public SocketClient Socket { get; }

    /// <summary>Subscribes; returns when the server has begun to follow.</summary>
    public static async Task<Follower> StartAsync(
        Office office, string query, object? variables = null, Role role = Role.Admin, string? subject = null,
        string? token = null)
    {
        var follower = new Follower(await ConnectAsync(office, token ?? office.TokenOf(role, subject)));
        await follower.SubscribeAsync(Id, query, variables);
        var streams = office.Services.Streams();
        await Waiting.UntilAsync(() => streams.Followers > 0);
        return follower;
    }

    public static async Task<SocketClient> ConnectAsync(Office office, string token)
    {
        var socket = await SocketClient.ConnectAsync(new Uri(office.Client.BaseAddress!, "/graphql"));
        return await socket.InitialisedAsync($$"""{"Authorization":"Bearer {{token}}"}""");
    }

    public Task SubscribeAsync(string id, string query, object? variables = null)
        => Socket.SendAsync(JsonSerializer.Serialize(
            new { type = "subscribe", id, payload = new { query, variables } }));

    /// <summary>The data of the next event, which must have no errors; pings before it are answered.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var message = await MessageAsync();
        while (message.GetProperty("type").GetString() == "ping")
        {
            await Socket.SendAsync("""{"type":"pong"}""");
            message = await MessageAsync();
        }

        Assert.Equal("next", message.GetProperty("type").GetString());
        var payload = message.GetProperty("payload");
        Assert.False(payload.TryGetProperty("errors", out var errors), errors.ToString());
        return payload.GetProperty("data").EnumerateObject().Single().Value;
    }

    /// <summary>The next events, each as one text field.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(int count, string field)
    {
        var texts = new List<string>();
        for (var i = 0; i < count; i++) texts.Add((await NextAsync()).GetProperty(field).ToString());
        return texts;
    }

    public async Task<JsonElement> MessageAsync()
        => JsonDocument.Parse(await Socket.ReceiveAsync()).RootElement;

    public void Dispose() => Socket.Dispose();
}
