using System.Text;
using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>One field to sort by, on the way from a root field to it.</summary>
internal sealed record SortKey(Place Place, string Field, string Direction, bool IsComparable)
{
    public string Order => $"order: [{Place.Order($"{{ {Field}: {Direction} }}")}]";

    /// <summary>Neighbours that stand the wrong way round: nulls are the least, text goes by its UTF-8 bytes.</summary>
    public IEnumerable<string> Disorder(IEnumerable<JsonElement> rows)
    {
        if (!IsComparable) return [];

        var values = rows.Select(row => Place.Value(row, Field)).ToList();
        var sign = Direction is "ASC" ? 1 : -1;
        return values.Zip(values.Skip(1)).Where(pair => sign * Compare(pair.First, pair.Second) > 0)
            .Select(pair => $"{this}: {pair.First} before {pair.Second}");
    }

    public override string ToString() => $"{Place.TypeName}.{Field} {Direction} ({Order})";

    private static int Compare(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Null, JsonValueKind.Null) => 0,
        (JsonValueKind.Null, _) => -1,
        (_, JsonValueKind.Null) => 1,
        (JsonValueKind.Number, _) => one.GetDouble().CompareTo(other.GetDouble()),
        (JsonValueKind.String, _) => Bytes(one).SequenceCompareTo(Bytes(other)),
        _ => one.GetBoolean().CompareTo(other.GetBoolean()),
    };

    private static ReadOnlySpan<byte> Bytes(JsonElement text) => Encoding.UTF8.GetBytes(text.GetString()!);
}
