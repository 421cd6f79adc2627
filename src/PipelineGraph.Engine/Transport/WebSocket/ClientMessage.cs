using System.Text.Json;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>One message of a client.</summary>
/// <param name="Id">Of the operation; not empty in `subscribe` and `complete`.</param>
/// <param name="Payload">A JSON object; empty when there is none, and never that in `subscribe`.</param>
internal readonly record struct ClientMessage(string Type, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <exception cref="ProtocolException">The text is no message that a client may send.</exception>
    public static ClientMessage Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            var message = ReadParts(json);
            message.Check();
            return message;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed("it is not JSON");   // InvalidOperationException: text that is no valid UTF-16
        }
    }

    private static ClientMessage ReadParts(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, RequestReader.Options);
        reader.Read();
        var isObject = reader.TokenType is JsonTokenType.StartObject;
        var message = new ClientMessage("", "", default);
        while (isObject && reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var key = reader.GetString();
            reader.Read();
            switch (key)
            {
                case "type": message = message with { Type = Text(ref reader, key) }; break;
                case "id": message = message with { Id = Text(ref reader, key) }; break;
                case "payload": message = message with { Payload = Object(ref reader, json) }; break;
                default: reader.Skip(); break;
            }
        }

        while (reader.Read()) { }   // anything after the object is malformed
        return isObject ? message : throw Malformed("it is not an object");
    }

    private void Check()
    {
        if (Type is not ("connection_init" or "ping" or "pong" or "subscribe" or "complete"))
            throw Malformed("its `type` is none that a client sends");
        if (Type is "subscribe" or "complete" && Id.Length == 0) throw Malformed($"`{Type}` needs an `id`");
        if (Type is "subscribe" && Payload.IsEmpty) throw Malformed("`subscribe` needs a `payload`");
    }

    private static string Text(ref Utf8JsonReader reader, string key)
        => reader.TokenType is JsonTokenType.String
            ? reader.GetString()!
            : throw Malformed($"its `{key}` is not a string");

    private static ReadOnlyMemory<byte> Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType is JsonTokenType.Null) return default;
        if (reader.TokenType is not JsonTokenType.StartObject) throw Malformed("its `payload` is not an object");

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static ProtocolException Malformed(string why) => new(CloseReason.Malformed(why));
}
