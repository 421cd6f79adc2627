namespace PipelineGraph.Engine.Execution;

/// <summary>The most recently used documents by their text, bounded in number and in total length.</summary>
/// <param name="read">Reads a document that is not kept.</param>
/// <param name="maxEntries">Documents kept.</param>
/// <param name="maxCharacters">Sum of the lengths of their texts; a syntax tree weighs a multiple of it.</param>
internal sealed class DocumentCache(Func<string, CachedDocument> read, int maxEntries, int maxCharacters = 4_000_000)
{
    private readonly RecentlyUsed<CachedDocument> _kept = new(maxEntries, maxCharacters);

    public int Count => _kept.Count;

    public CachedDocument GetOrAdd(string text)
        => _kept.TryFind(text, out var known) ? known : _kept.Add(text, read(text), text.Length);
}
