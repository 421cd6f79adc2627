using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.Transport;

/// <summary>Writes an execution result as JSON in Hot Chocolate's layout: errors, data, extensions.</summary>
public static class ResponseWriter
{
    // Not for HTML: responses are JSON by their content type, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1_000,
    };

    [ThreadStatic] private static Utf8JsonWriter? _writer;

    /// <summary>Appends the result; absent parts are left out, and a refused request has no `data`.</summary>
    public static void Write(ExecutionResult result, IBufferWriter<byte> output)
    {
        var writer = Take(output);
        writer.WriteStartObject();
        if (result.Errors is { Count: > 0 } errors)
        {
            writer.WritePropertyName("errors"u8);
            WriteErrors(writer, errors);
        }

        WriteData(writer, result);
        WriteExtensions(writer, result.Extensions);
        writer.WriteEndObject();
        GiveBack(writer);
    }

    /// <summary>Appends the result of an operation with one field.</summary>
    /// <param name="value">The field's finished value; null when it is lost, and `data` with it.</param>
    internal static void WriteField(
        string name, RawJson? value, IReadOnlyList<ExecutionError> errors, IBufferWriter<byte> output)
    {
        var writer = Take(output);
        writer.WriteStartObject();
        if (errors.Count > 0)
        {
            writer.WritePropertyName("errors"u8);
            WriteErrors(writer, errors);
        }

        writer.WritePropertyName("data"u8);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStartObject();
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Utf8, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        GiveBack(writer);
    }

    /// <summary>Appends the errors as a list.</summary>
    internal static void WriteErrors(IEnumerable<ExecutionError> errors, IBufferWriter<byte> output)
    {
        var writer = Take(output);
        WriteErrors(writer, errors);
        GiveBack(writer);
    }

    private static Utf8JsonWriter Take(IBufferWriter<byte> output)
    {
        var writer = _writer ?? new Utf8JsonWriter(output, Options);
        _writer = null;
        writer.Reset(output);
        return writer;
    }

    private static void GiveBack(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(Stream.Null);   // lets go of the response
        _writer = writer;
    }

    private static void WriteErrors(Utf8JsonWriter writer, IEnumerable<ExecutionError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors) WriteError(writer, error);
        writer.WriteEndArray();
    }

    private static void WriteData(Utf8JsonWriter writer, ExecutionResult result)
    {
        if (!result.Executed) return;

        writer.WritePropertyName("data"u8);
        if (result.Data is ExecutionNode node) WriteNode(writer, node);
        else ValueWriter.Write(writer, result.Data);
    }

    private static void WriteNode(Utf8JsonWriter writer, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                writer.WriteStartObject();
                foreach (var field in fields)
                {
                    writer.WritePropertyName(field.Name!);
                    WriteNode(writer, field);
                }

                writer.WriteEndObject();
                break;
            case ObjectExecutionNode or NullExecutionNode:
                writer.WriteNullValue();
                break;
            case ArrayExecutionNode { Items: { } items }:
                writer.WriteStartArray();
                foreach (var item in items) WriteNode(writer, item);
                writer.WriteEndArray();
                break;
            default:
                ValueWriter.Write(writer, node.ToValue());
                break;
        }
    }

    private static void WriteError(Utf8JsonWriter writer, ExecutionError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        WriteLocations(writer, error);
        if (error.Path is { } path && path.Any())
        {
            writer.WritePropertyName("path"u8);
            ValueWriter.Write(writer, path);
        }

        WriteErrorExtensions(writer, error);
        writer.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter writer, ExecutionError error)
    {
        if (error.Locations is null or { Count: 0 }) return;

        writer.WriteStartArray("locations"u8);
        foreach (var location in error.Locations.Take(ErrorShape.MaxLocations))
        {
            writer.WriteStartObject();
            writer.WriteNumber("line"u8, location.Line);
            writer.WriteNumber("column"u8, location.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteErrorExtensions(Utf8JsonWriter writer, ExecutionError error)
    {
        if (error.Code is null && error.Extensions is null or { Count: 0 }) return;

        writer.WriteStartObject("extensions"u8);
        if (error.Code is { } code) writer.WriteString("code"u8, code);
        foreach (var (key, value) in error.Extensions ?? [])
        {
            writer.WritePropertyName(key);
            ValueWriter.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteExtensions(Utf8JsonWriter writer, Dictionary<string, object?>? extensions)
    {
        if (extensions is null or { Count: 0 }) return;

        writer.WritePropertyName("extensions"u8);
        ValueWriter.Write(writer, extensions);
    }
}
