namespace PipelineGraph.Engine.Execution;

/// <summary>The most recently used documents by their text, bounded in number and in total length.</summary>
/// <param name="read">Reads a document that is not kept.</param>
/// <param name="maxEntries">Documents kept.</param>
/// <param name="maxCharacters">Sum of the lengths of their texts; a syntax tree weighs a multiple of it.</param>
internal sealed class DocumentCache(Func<string, CachedDocument> read, int maxEntries, int maxCharacters = 4_000_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, CachedDocument Document)>> _byText = [];
    private readonly LinkedList<(string Text, CachedDocument Document)> _byUse = [];
    private int _characters;

    public int Count => _byUse.Count;

    public CachedDocument GetOrAdd(string text) => Find(text) ?? Add(text, read(text));

    private CachedDocument? Find(string text)
    {
        lock (_gate)
        {
            if (!_byText.TryGetValue(text, out var node)) return null;

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Document;
        }
    }

    private CachedDocument Add(string text, CachedDocument document)
    {
        lock (_gate)
        {
            if (_byText.TryGetValue(text, out var known)) return known.Value.Document;

            _byText[text] = _byUse.AddFirst((text, document));
            _characters += text.Length;
            while (_byUse.Count > maxEntries || _characters > maxCharacters) Evict();
            return document;
        }
    }

    private void Evict()
    {
        var oldest = _byUse.Last!.Value.Text;
        _byUse.RemoveLast();
        _byText.Remove(oldest);
        _characters -= oldest.Length;
    }
}
