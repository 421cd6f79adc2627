using System.Net;
using PipelineGraph.Engine.Tests.Transport.WebSocket;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

internal static class TokenServer
{
    /// <summary>What an HTTP request with a token is answered.</summary>
    public static async Task<HttpStatusCode> OverHttpAsync(this RunningServer server, string token)
    {
        using var answer = await server.AskAsync(token: null, headers: ("Authorization", $"Bearer {token}"));
        if (answer.StatusCode is HttpStatusCode.Unauthorized) Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        return answer.StatusCode;
    }

    /// <summary>The code with which a `connection_init` is refused; 0 when it is not.</summary>
    public static async Task<int> OverSocketAsync(this RunningServer server, string token)
    {
        using var client = await SocketClient.ConnectAsync(server.Endpoint());
        var payload = System.Text.Json.JsonSerializer.Serialize(new { Authorization = $"Bearer {token}" });
        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        await client.SendAsync("""{"type":"subscribe","id":"1","payload":{"query":"{ me { subject } }"}}""");
        try
        {
            return (await client.ClosedAsync()).Code;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return 0;   // something else came than a close
        }
    }

    /// <summary>What is accepted that must not be, or answered otherwise than by 401 and 4403.</summary>
    public static async Task<IReadOnlyList<string>> AcceptedAsync(
        this RunningServer server, Dictionary<string, string> tokens)
    {
        var wrong = new List<string>();
        foreach (var (name, token) in tokens)
        {
            var (status, code) = (await server.OverHttpAsync(token), await server.OverSocketAsync(token));
            if ((status, code) != (HttpStatusCode.Unauthorized, 4403)) wrong.Add($"{name}: {(int)status}, {code}");
        }

        return wrong;
    }
}
