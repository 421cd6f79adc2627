using System.Diagnostics.CodeAnalysis;

namespace PipelineGraph.Engine.Execution;

/// <summary>What was used last, by a text, bounded in number and in total length. Thread-safe.</summary>
/// <param name="maxEntries">How many are kept.</param>
/// <param name="maxCharacters">Sum of the lengths that they were added with.</param>
internal sealed class RecentlyUsed<T>(int maxEntries, int maxCharacters)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private int _characters;

    public int Count => _byUse.Count;

    public bool TryFind(string key, [MaybeNullWhen(false)] out T value)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <returns>The value that is kept, which another caller may have added meanwhile.</returns>
    public T Add(string key, T value, int characters)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var known)) return known.Value.Value;

            _byKey[key] = _byUse.AddFirst(new Entry(key, value, characters));
            _characters += characters;
            while (_byUse.Count > maxEntries || _characters > maxCharacters) Evict();
            return value;
        }
    }

    private void Evict()
    {
        var oldest = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _byKey.Remove(oldest.Key);
        _characters -= oldest.Characters;
    }

    private readonly record struct Entry(string Key, T Value, int Characters);
}
