using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.Transport;

/// <summary>Writes what scalars serialize to, and the maps and lists of extensions.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case int number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case RawJson json: writer.WriteRawValue(json.Utf8, skipInputValidation: true); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateTime instant: writer.WriteStringValue(instant); break;
            case DateTimeOffset instant: writer.WriteStringValue(instant); break;
            default: WriteRare(writer, value); break;
        }
    }

    private static void WriteRare(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case float number: writer.WriteNumberValue(number); break;
            case byte or sbyte or short or ushort: writer.WriteNumberValue(Convert.ToInt32(value, null)); break;
            case uint or ulong: writer.WriteNumberValue(Convert.ToUInt64(value, null)); break;
            case BigInteger number: writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case JsonElement element: element.WriteTo(writer); break;
            case IEnumerable<KeyValuePair<string, object?>> map: WriteMap(writer, map); break;
            case IEnumerable list: WriteList(writer, list); break;
            default: JsonSerializer.Serialize(writer, value, value.GetType()); break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var item in list) Write(writer, item);
        writer.WriteEndArray();
    }
}
