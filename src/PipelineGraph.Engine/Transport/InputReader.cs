using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using GraphQL;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport;

/// <summary>Reads a JSON object into the values that GraphQL.NET's scalars coerce.</summary>
/// <remarks>Whole numbers become the smallest of int, long and BigInteger, others decimal where it is exact.</remarks>
internal static class InputReader
{
    /// <param name="reader">Stands on the opening brace; afterwards on the closing one.</param>
    /// <exception cref="LimitExceededError">It is nested too deep, or a list is too long.</exception>
    /// <exception cref="JsonException">It is malformed, or has a key twice.</exception>
    public static Inputs Read(ref Utf8JsonReader reader, LimitOptions limits)
        => new(Map(ref reader, limits, depth: 1));

    private static Dictionary<string, object?> Map(ref Utf8JsonReader reader, LimitOptions limits, int depth)
    {
        CheckDepth(depth, limits);
        var map = new Dictionary<string, object?>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (!map.TryAdd(key, Value(ref reader, limits, depth))) throw new JsonException("A key occurs twice.");
        }

        return map;
    }

    private static List<object?> Items(ref Utf8JsonReader reader, LimitOptions limits, int depth)
    {
        CheckDepth(depth, limits);
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == limits.ListItems)
                throw new LimitExceededError(nameof(limits.ListItems), limits.ListItems);

            items.Add(Value(ref reader, limits, depth));
        }

        return items;
    }

    private static object? Value(ref Utf8JsonReader reader, LimitOptions limits, int depth) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Map(ref reader, limits, depth + 1),
        JsonTokenType.StartArray => Items(ref reader, limits, depth + 1),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Number(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt32(out var small)) return small;
        if (reader.TryGetInt64(out var large)) return large;

        var text = reader.ValueSpan;   // the whole request is one span
        if (text.IndexOfAny(".eE"u8) < 0) return Whole(text);
        if (text.Length <= 28 && reader.TryGetDecimal(out var exact)) return exact;

        return reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new JsonException("A number is out of range.");
    }

    private static BigInteger Whole(ReadOnlySpan<byte> digits)
        => digits.Length <= 100
            ? BigInteger.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture)
            : throw new JsonException("A number is out of range.");

    private static void CheckDepth(int depth, LimitOptions limits)
    {
        if (depth > limits.JsonNesting) throw new LimitExceededError(nameof(limits.JsonNesting), limits.JsonNesting);
    }
}
