using System.Collections.Frozen;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>The documents of the folder, by the names of their files and by their hashes.</summary>
public sealed class TrustedDocuments
{
    private const string Pattern = "*.graphql";

    private readonly FrozenDictionary<string, string> _byId;

    private TrustedDocuments(IReadOnlyDictionary<string, string> byName)
    {
        ByName = byName;
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in byName.Values) byId[DocumentHash.Of(text)] = text;
        foreach (var (name, text) in byName) byId[name] = text;
        _byId = byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Texts by the names of their files, the extension left out.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; }

    public string? Find(string id) => _byId.GetValueOrDefault(id);

    /// <param name="folder">Null: no document is trusted.</param>
    /// <exception cref="InvalidOperationException">There is no such folder, or it cannot be read.</exception>
    public static TrustedDocuments Load(string? folder)
    {
        if (string.IsNullOrEmpty(folder)) return new(new Dictionary<string, string>());

        try
        {
            return new(Directory.EnumerateFiles(folder, Pattern).ToDictionary(
                file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            const string Setting = $"{TrustedDocumentOptions.Section}:{nameof(TrustedDocumentOptions.Folder)}";
            throw new InvalidOperationException($"{Setting} cannot be read: {failure.Message}", failure);
        }
    }
}
