using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Tries every operation of every filter field against its complement: each row is on one side.</summary>
internal sealed class FilterWalk(SchemaMap map, Ask ask)
{
    private const int PairsInARequest = 5;   // ten root fields

    public async Task<List<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var place in map.Filters) faults.AddRange(await FaultsAsync(place));
        return faults;
    }

    private async Task<List<string>> FaultsAsync(Place place)
    {
        var leaves = string.Join(' ', map.Leaves(place.TypeName));
        var samples = (await ask($"{{ rows: {place.Rows(leaves)} all: {Counted(place, "{}")} }}")).GetProperty("data");
        var (rows, all) = (samples.GetProperty("rows"), Count(samples.GetProperty("all")));
        var faults = new List<string>();
        foreach (var splits in new FilterSplits(map, place, rows).All().Chunk(PairsInARequest))
        {
            var fields = splits.Select((split, i)
                => $"a{i}: {Counted(place, split.First)} b{i}: {Counted(place, split.Second)}");
            var answer = await ask($"{{ {string.Join(' ', fields)} }}");
            faults.AddRange(splits.SelectMany((split, i) => Faults(split, i, all, answer)));
        }
        return faults;
    }

    private static IEnumerable<string> Faults(Split split, int index, int all, JsonElement answer)
    {
        if (Errors(answer).Where(IsOf(index)).ToList() is [var error, ..])
        {
            yield return $"{split}: {error.GetProperty("message")}";
            yield break;
        }

        var data = answer.GetProperty("data");
        var (first, second) = (Count(data.GetProperty($"a{index}")), Count(data.GetProperty($"b{index}")));
        if (first + second != all) yield return $"{split}: {first} and {second} of {all}";
        if (split.FindsSome && first == 0) yield return $"{split}: finds nothing";
    }

    private static IEnumerable<JsonElement> Errors(JsonElement answer)
        => answer.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : [];

    private static Func<JsonElement, bool> IsOf(int index) => error => !error.TryGetProperty("path", out var path)
        || path[0].GetString() == $"a{index}" || path[0].GetString() == $"b{index}";

    private static string Counted(Place place, string where)
        => $"{place.Root}(where: {where}) {{ {(place.RootShape is Shape.Connection ? "totalCount" : "id")} }}";

    private static int Count(JsonElement field)
        => field.ValueKind is JsonValueKind.Array ? field.GetArrayLength() : field.GetProperty("totalCount").GetInt32();
}

/// <summary>Asks a server, or several that must agree, and returns the whole answer.</summary>
internal delegate Task<JsonElement> Ask(string query);
