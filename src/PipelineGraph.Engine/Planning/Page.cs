namespace PipelineGraph.Engine.Planning;

/// <summary>The rows of one parent that are shown, out of those that were read: one more was read to see if it exists.</summary>
internal readonly struct Page
{
    private readonly bool _isBackward;

    internal Page(LevelResult level, (int First, int Count) read)
    {
        var binding = level.Binding;
        _isBackward = binding.Shape.IsBackward;
        var size = binding.Size ?? read.Count;
        var hasMore = read.Count > size;
        (First, Count) = (read.First, Math.Min(read.Count, size));

        // `first` and `last` together: the last ones of the first ones.
        var cut = !_isBackward && binding.Page is { First: not null, Last: { } last } ? Math.Max(0, Count - last) : 0;
        (First, Count) = (First + cut, Count - cut);
        HasNext = _isBackward ? binding.HasBefore : hasMore;
        HasPrevious = _isBackward ? hasMore : binding.HasAfter || cut > 0;
    }

    internal int First { get; }

    internal int Count { get; }

    internal bool HasNext { get; }

    internal bool HasPrevious { get; }

    /// <summary>The row at a place of the page; rows that were read backwards are shown in order all the same.</summary>
    internal int RowAt(int index) => _isBackward ? First + Count - 1 - index : First + index;

    internal IEnumerable<int> Rows()
    {
        for (var i = 0; i < Count; i++) yield return RowAt(i);
    }
}
