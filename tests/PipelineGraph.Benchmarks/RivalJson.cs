using System.Text.Encodings.Web;
using System.Text.Json;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Benchmarks;

/// <summary>The wire formats, written with Utf8JsonWriter.</summary>
internal static class RivalJson
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true
    };

    internal static void WriteId(Utf8JsonWriter json, Guid id) => WriteId(json, "Deal"u8, id);

    internal static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> type, Guid id)
    {
        Span<byte> text = stackalloc byte[NodeIdCodec.EncodedLength(type.Length)];
        json.WriteString("id"u8, text[..NodeIdCodec.Encode(type, id, text)]);
    }

    internal static void WriteMoney(Utf8JsonWriter json, long units)
    {
        Span<byte> text = stackalloc byte[WireFormat.MaxMoneyLength];
        json.WritePropertyName("amount"u8);
        json.WriteRawValue(text[..WireFormat.WriteMoney(text, units)], skipInputValidation: true);
    }

    internal static void WriteInstant(Utf8JsonWriter json, DateTime instant)
    {
        Span<byte> text = stackalloc byte[WireFormat.DateTimeLength];
        json.WriteString("createdAt"u8, text[..WireFormat.WriteDateTime(text, instant)]);
    }

    internal static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    internal static void WriteNamed(Utf8JsonWriter json, string field, string? name)
    {
        if (name is null)
        {
            json.WriteNull(field);
            return;
        }

        json.WriteStartObject(field);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }
}
