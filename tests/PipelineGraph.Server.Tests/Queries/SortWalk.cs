using System.Globalization;
using System.Text.Json;
using GraphQL.Types;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Tries every sort field both ways: rows are in order, and cursors lead to the pages around them.</summary>
internal sealed class SortWalk(SchemaMap map, Ask ask)
{
    private const int KeysInARequest = 5;

    public async Task<List<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var place in map.Sorts)
        {
            foreach (var keys in Keys(place).Chunk(KeysInARequest)) faults.AddRange(await FaultsAsync(place, keys));
        }
        return faults;
    }

    /// <summary>The sortable fields of a type; a relation is tried by the first field that it leads to.</summary>
    private IEnumerable<SortKey> Keys(Place place) =>
        from field in map.Fields(place.TypeName + "SortInput")
        let target = SchemaMap.IsLeaf(field) ? (Place: place, field.Name) : Through(place, field)
        from direction in (string[])["ASC", "DESC"]
        select new SortKey(target.Place, target.Name, direction, IsComparable(target.Place, target.Name));

    private (Place Place, string Name) Through(Place place, FieldType field)
    {
        var (step, type) = map.Follow(place.TypeName, field.Name);
        return (place.To(step, type), map.Fields(type + "SortInput").First(SchemaMap.IsLeaf).Name);
    }

    /// <summary>Enums go by their stored names and ids by their keys, which an answer does not show.</summary>
    private bool IsComparable(Place place, string name)
    {
        var type = SchemaMap.NameOf(map.Fields(place.TypeName).First(field => field.Name == name));
        return type is not "ID" && !map.IsEnum(type);
    }

    private async Task<List<string>> FaultsAsync(Place root, SortKey[] keys)
    {
        var isConnection = root.RootShape is Shape.Connection;
        var whole = await ask(Query(keys, (i, selection) => isConnection
            ? $"{root.Root}(first: 50, {keys[i].Order}) {{ edges {{ cursor node {{ {selection} }} }} }}"
            : $"{root.Root}({keys[i].Order}) {{ {selection} }}"));
        if (Errors(whole, keys) is { Count: > 0 } errors) return errors;

        if (!isConnection) return [.. keys.SelectMany((key, i) => key.Disorder(Of(whole, i).EnumerateArray()))];

        var pages = keys.Select((_, i) => Edges(whole, i)).ToList();
        return
        [
            .. keys.SelectMany((key, i) => key.Disorder(pages[i].Select(edge => edge.GetProperty("node")))),
            .. await FaultsOfCursorsAsync(root, keys, pages),
        ];
    }

    private async Task<List<string>> FaultsOfCursorsAsync(Place root, SortKey[] keys, List<List<JsonElement>> pages)
    {
        var cuts = pages.ConvertAll(page => page.Count / 2);
        var after = await ask(Query(keys, (i, _) => Page(root, keys[i], "first: 50, after", pages[i][cuts[i] - 1])));
        var before = await ask(Query(keys, (i, _) => Page(root, keys[i], "last: 50, before", pages[i][cuts[i]])));
        if (Errors(after, keys).Concat(Errors(before, keys)).ToList() is { Count: > 0 } errors) return errors;

        var faults = new List<string>();
        foreach (var (i, key) in keys.Index())
        {
            var ids = pages[i].ConvertAll(Id);
            if (!Edges(before, i).Select(Id).SequenceEqual(ids[..cuts[i]])) faults.Add($"{key}: another page before");
            if (!Edges(after, i).Select(Id).Take(ids.Count - cuts[i]).SequenceEqual(ids[cuts[i]..]))
                faults.Add($"{key}: another page after");
        }
        return faults;
    }

    private static string Query(SortKey[] keys, Func<int, string, string> field)
    {
        var fields = keys.Select((key, i) => $"k{i}: {field(i, $"id {key.Place.Select(key.Field)}")}");
        return $"{{ {string.Join(' ', fields)} }}";
    }

    private static string Page(Place root, SortKey key, string side, JsonElement edge)
        => $"{root.Root}({side}: {edge.GetProperty("cursor")
            .GetRawText()}, {key.Order}) {{ edges {{ node {{ id }} }} }}";

    private static List<string> Errors(JsonElement answer, SortKey[] keys)
        => answer.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => $"{KeyOf(error, keys)}: {error.GetProperty("message")}")]
            : [];

    private static SortKey? KeyOf(JsonElement error, SortKey[] keys) => error.TryGetProperty("path", out var path)
        ? keys[int.Parse(path[0].GetString()!.AsSpan(1), CultureInfo.InvariantCulture)]
        : null;

    private static JsonElement Of(JsonElement answer, int index) => answer.GetProperty("data").GetProperty($"k{index}");

    private static List<JsonElement> Edges(JsonElement answer, int index)
        => [.. Of(answer, index).GetProperty("edges").EnumerateArray()];

    private static string Id(JsonElement edge) => edge.GetProperty("node").GetProperty("id").GetString()!;
}
