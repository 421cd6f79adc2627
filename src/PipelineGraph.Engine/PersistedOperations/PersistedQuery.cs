using GraphQL;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>`extensions.persistedQuery` of requests and responses, as Apollo and Hot Chocolate know it.</summary>
internal static class PersistedQuery
{
    public const string Key = "persistedQuery";

    private const string Hash = "sha256Hash";

    /// <summary>The hash that a request names its document by; null without one.</summary>
    public static string? HashOf(Inputs? extensions)
        => extensions?.GetValueOrDefault(Key) is IDictionary<string, object?> named
            ? named.GetOrNull(Hash) as string
            : null;

    /// <summary>Says that a document was kept.</summary>
    public static Dictionary<string, object?> Kept(string hash) => new() { [Hash] = hash, ["persisted"] = true };

    /// <summary>Says that a document was not kept, because its hash is another one.</summary>
    public static Dictionary<string, object?> NotKept(string claimed, string actual) => new()
    {
        [Hash] = claimed,
        ["expectedHashValue"] = actual,
        ["expectedHashType"] = Hash,
        ["expectedHashFormat"] = "Hex",
        ["persisted"] = false,
    };

    private static object? GetOrNull(this IDictionary<string, object?> map, string key)
        => map.TryGetValue(key, out var value) ? value : null;
}
