using System.Text.Json;
using GraphQL.Types;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Asks for every output field of every type.</summary>
internal sealed class FieldWalk(SchemaMap map, Ask ask)
{
    /// <summary>Fields that had a value somewhere, as Type.field.</summary>
    public HashSet<string> Shown { get; } = [];

    public IEnumerable<string> All => map.Objects
        .SelectMany(place => map.Fields(place.TypeName).Select(shown => $"{place.TypeName}.{shown.Name}"));

    public async Task<List<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var place in map.Objects)
        {
            var fields = map.Fields(place.TypeName).ToList();
            var selection = string.Join(' ', fields.Select(field => Whole(place.TypeName, field.Name)));
            var answer = await ask($"{{ root: {place.Rows(selection)} }}");
            if (answer.TryGetProperty("errors", out var errors))
                faults.AddRange(errors.EnumerateArray().Select(error => $"{place.TypeName}: {error}"));
            else
                Note(place, fields, answer.GetProperty("data").GetProperty("root"));
        }
        return faults;
    }

    private void Note(Place place, List<FieldType> fields, JsonElement root) => Shown.UnionWith(fields
        .Where(field => place.Values(root, field.Name).Any(value => value.ValueKind is not JsonValueKind.Null))
        .Select(field => $"{place.TypeName}.{field.Name}"));

    /// <summary>A field with everything that a selection below it can ask for, one level deep.</summary>
    private string Whole(string type, string name)
    {
        if (SchemaMap.IsLeaf(map.Fields(type).First(field => field.Name == name))) return name;

        var (step, target) = map.Follow(type, name);
        var row = string.Join(' ', map.Fields(target).Where(IsOfTheRow).Select(field => SchemaMap.IsLeaf(field)
            ? field.Name
            : $"{field.Name} {{ {string.Join(' ', map.Leaves(SchemaMap.NameOf(field)))} }}"));
        return step.Shape is Shape.Connection
            ? $$"""
                {{name}}(first: 2) {
                  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor node { __typename } } nodes { {{row}} }
                }
                """
            : $"{name} {{ {row} }}";
    }

    /// <summary>What a row shows of itself: values, and objects without an id.</summary>
    private bool IsOfTheRow(FieldType field) => SchemaMap.IsLeaf(field)
        || !map.Fields(SchemaMap.NameOf(field)).Any(inner => inner.Name is "id" or "nodes");
}
