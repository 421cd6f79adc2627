using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>
/// Which pages may open a connection: those of this server, and those that the host allows. Browsers ask nobody before
/// they open one, as they do for other requests, but say whose page it is.
/// </summary>
/// <param name="allows">Whether pages of another origin may, in the spelling of <see cref="WebOrigin.Normal"/>.</param>
internal sealed class SocketOrigins(Func<string, bool> allows)
{
    /// <summary>Programs that are no browsers send no origin, and pass.</summary>
    public bool Allow(HttpRequest handshake)
    {
        var sent = handshake.Headers.Origin;
        if (sent.Count == 0) return true;

        return sent is [{ } text] && WebOrigin.Normal(text) is { } origin
            && (origin == WebOrigin.Of(handshake) || allows(origin));
    }
}
