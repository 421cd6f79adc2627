using System.Net.WebSockets;
using System.Text;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Why a connection ends: a code that clients decide by whether to come back, and words for people.</summary>
internal readonly record struct CloseReason(int Code, string Text)
{
    public static readonly CloseReason GoingAway = new(1001, "The server is shutting down");
    public static readonly CloseReason TooSlow = new(1013, "Try again later, after the last cursor");
    public static readonly CloseReason TooMany = new(1013, "Try again later: you have too many connections");

    /// <summary>Not 1011, after which `graphql-ws` never comes back.</summary>
    public static readonly CloseReason Unexpected = new(1013, "Try again later: unexpected error");

    public static readonly CloseReason SubscribedTooEarly = new(4401, "Unauthorized: connection_init comes first");
    public static readonly CloseReason NoToken = new(4403, "Forbidden: a valid bearer token is needed");
    public static readonly CloseReason TokenExpired = new(4403, "Forbidden: the token has expired");
    public static readonly CloseReason OtherProtocol = new(4406, "Subprotocol not acceptable: graphql-transport-ws is");
    public static readonly CloseReason NoInit = new(4408, "Connection initialisation timeout");
    public static readonly CloseReason SecondInit = new(4429, "Too many initialisation requests");

    private const int MostBytes = 123;   // RFC 6455, section 5.5: 125 for a control frame, 2 of them the code

    public static CloseReason Malformed(string why) => new(4400, $"Invalid message: {why}");

    public static CloseReason IdInUse(string id) => new(4409, $"Subscriber for {id} already exists");

    /// <summary>Says the same as the client, which ends the connection.</summary>
    public static CloseReason AnswerTo(WebSocketCloseStatus? status)
        => new((int)(status ?? WebSocketCloseStatus.NormalClosure), "");

    /// <summary>The text, cut to what a close frame can carry.</summary>
    public string Shown()
    {
        var length = Math.Min(Text.Length, MostBytes);
        while (Encoding.UTF8.GetByteCount(Text.AsSpan(0, length)) > MostBytes) length--;
        if (length > 0 && char.IsHighSurrogate(Text[length - 1])) length--;
        return Text[..length];
    }
}

/// <summary>The client broke a rule of the protocol, and the connection is to be closed for it.</summary>
internal sealed class ProtocolException(CloseReason reason) : Exception(reason.Text)
{
    public CloseReason Reason { get; } = reason;
}
