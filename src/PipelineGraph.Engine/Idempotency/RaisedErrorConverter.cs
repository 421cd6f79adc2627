using System.Text.Json;
using System.Text.Json.Serialization;
using PipelineGraph.Engine.Mutations.Errors;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>An error as an array: type name, message, values.</summary>
internal sealed class RaisedErrorConverter(ErrorCatalog errors) : JsonConverter<RaisedError>
{
    private const int Head = 2;   // elements before the values

    public override RaisedError Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var type = errors.Named(json[0].GetString()!) ?? throw new JsonException($"No error is called {json[0]}.");
        return new RaisedError(type, json[1].GetString()!,
            [.. type.Fields.Select((field, i) => json[i + Head].Deserialize(field.ValueType, options))]);
    }

    public override void Write(Utf8JsonWriter writer, RaisedError value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Type.Name);
        writer.WriteStringValue(value.Message);
        for (var i = 0; i < value.Values.Length; i++)
            JsonSerializer.Serialize(writer, value.Values[i], value.Type.Fields[i].ValueType, options);
        writer.WriteEndArray();
    }
}

/// <summary>An exception inside a payload: the errors that it is shown as.</summary>
internal sealed class RefusalConverter(ErrorCatalog errors) : JsonConverter<Exception>
{
    public override Exception Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new AggregateException(JsonSerializer.Deserialize<RaisedError[]>(ref reader, options)!
            .Select(error => new StoredRefusalException(error)));

    public override void Write(Utf8JsonWriter writer, Exception value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, errors.Raise([value]), options);
}
