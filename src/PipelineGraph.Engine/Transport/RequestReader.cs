using System.Text.Json;
using GraphQL;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport;

/// <summary>Reads `{query, id, operationName, variables, extensions}`; other keys are ignored.</summary>
public static class RequestReader
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <exception cref="ExecutionError">The text is no such request; its code says why.</exception>
    public static GraphQLRequest Read(ReadOnlySpan<byte> json, LimitOptions limits)
    {
        if (json.Trim(" \t\r\n"u8).IsEmpty) throw RequestErrors.Empty();

        try
        {
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw NotAnObject(json);

            var request = ReadObject(ref reader, limits);
            while (reader.Read()) { }   // anything after the object is malformed
            return request;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw RequestErrors.InvalidJson();   // InvalidOperationException: text that is no valid UTF-8 or UTF-16
        }
    }

    /// <summary>Reads `variables` or `extensions` that came as JSON text in a query string.</summary>
    /// <inheritdoc cref="Read"/>
    public static Inputs? ReadInputs(string parameter, ReadOnlySpan<byte> json, LimitOptions limits)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            var inputs = Map(ref reader, parameter, limits);
            while (reader.Read()) { }
            return inputs;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw RequestErrors.InvalidJson();
        }
    }

    private static GraphQLRequest ReadObject(ref Utf8JsonReader reader, LimitOptions limits)
    {
        string? query = null, id = null, operationName = null;
        Inputs? variables = null, extensions = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString();
            reader.Read();
            switch (key)
            {
                case "query": query = Text(ref reader, key); break;
                case "id": id = Text(ref reader, key); break;
                case "operationName": operationName = Text(ref reader, key); break;
                case "variables": variables = Map(ref reader, key, limits); break;
                case "extensions": extensions = Map(ref reader, key, limits); break;
                default: reader.Skip(); break;
            }
        }

        return new(query, id, operationName, variables, extensions);
    }

    private static string? Text(ref Utf8JsonReader reader, string key) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        _ => throw RequestErrors.InvalidParameter(key, "a string"),
    };

    private static Inputs? Map(ref Utf8JsonReader reader, string key, LimitOptions limits) => reader.TokenType switch
    {
        JsonTokenType.StartObject => InputReader.Read(ref reader, limits),
        JsonTokenType.Null => null,
        _ => throw RequestErrors.InvalidParameter(key, "an object"),
    };

    // Batching is off. The rest of the array is read, so that broken JSON is called broken JSON.
    private static ExecutionError NotAnObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read()) { }
        return RequestErrors.Invalid();
    }
}
