using System.Text.Json;
using System.Text.Json.Serialization;

namespace PipelineGraph.Server.Import;

/// <summary>Reads and checks a mapping file.</summary>
internal static class ImportMapFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="OperatorException">It is no mapping, with the place of the fault.</exception>
    public static async Task<ImportMap> ReadAsync(string file, CancellationToken cancelled)
    {
        var name = Path.GetFileName(file);
        try
        {
            await using var stream = File.OpenRead(file);
            var map = await JsonSerializer.DeserializeAsync<ImportMap>(stream, Json, cancelled)
                ?? throw new OperatorException($"{name} holds null, no mapping.");
            Check(map, name);
            return map;
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $", line {line + 1}, column {fault.BytePositionInLine + 1}" : "";
            throw new OperatorException($"{name}{place}: {Reason(fault)}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{name} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The text without the names of our types and the place, which is told already.</summary>
    private static string Reason(JsonException fault)
    {
        if (fault.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return $"unknown property {fault.Path?[2..] ?? ""}";
        if (fault.Message.Contains("missing required properties", StringComparison.Ordinal))
            return $"a required property is missing: {fault.Message[(fault.Message.LastIndexOf(':') + 1)..].Trim()}";
        return fault.Path is { Length: > 2 } path
            ? $"{path[2..]} is not what a mapping has there"
            : "it is no JSON object, or broken JSON";
    }

    private static void Check(ImportMap map, string name)
    {
        if (map.Sources.Count == 0)
            throw new OperatorException($"{name}: sources is empty, there is nothing to import.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(map.TimeZone, out _))
            throw new OperatorException(
                $"{name}: timeZone '{map.TimeZone}' is not known; it is a name such as Europe/Berlin.");
        for (var i = 0; i < map.Sources.Count; i++) Check(map.Sources[i], $"{name}: sources[{i}]");
    }

    private static void Check(MappedSource source, string place)
    {
        var kind = ImportKind.All.FirstOrDefault(each => each.Name == source.Kind)
            ?? throw new OperatorException(
                $"{place}.kind '{source.Kind}' is unknown; known are {string.Join(", ", ImportKind.All)}.");
        foreach (var (property, columns) in new[]
        {
            ("columns", source.Columns?.Keys ?? []), ("constants", source.Constants.Keys),
            ("values", source.Values.Keys),
        })
        {
            if (columns.FirstOrDefault(column => !kind.Has(column)) is { } unknown)
                throw new OperatorException(
                    $"{place}.{property}: {kind} have no '{unknown}'; they have {string.Join(", ", kind.Columns)}.");
        }
        if (Path.IsPathRooted(source.File) || source.File.Split('/', '\\').Contains(".."))
            throw new OperatorException($"{place}.file must lie in the folder that is imported.");
        if (source.Delimiter.Length != 1) throw new OperatorException($"{place}.delimiter must be one character.");
    }
}
