using PipelineGraph.Engine.Paging;

namespace PipelineGraph.Engine.Planning;

/// <summary>The rows that were read for one level: their JSON with holes for nested lists, grouped by parent.</summary>
internal sealed class LevelRows(int fragments) : IDisposable
{
    /// <summary>A hole that lies in nothing that may be null but the whole row.</summary>
    internal const int NoScope = -1;

    private readonly List<int> _bounds = [];            // per row: the start of each fragment, then the end
    private readonly List<Hole> _holes = [];
    private readonly List<(int Start, int End)> _scopes = [];
    private readonly List<Guid> _parents = [];
    private readonly Dictionary<Guid, (int First, int Count)> _groups = [];
    private readonly Dictionary<int, HashSet<Guid>> _keys = [];

    internal Utf8Buffer Buffer { get; } = new();

    internal CursorBuffer Cursors { get; } = new();

    internal Dictionary<Guid, int> Totals { get; } = [];

    internal int Count => _parents.Count;

    internal int HoleCount => _holes.Count;

    /// <summary>Nulls in non-null places: the row, its piece and the names that lead to the place.</summary>
    internal List<(int Row, int Fragment, string[] Path)> Errors { get; } = [];

    /// <summary>Pieces of rows that may not be shown, because a null in them reached their outermost object.</summary>
    internal HashSet<(int Row, int Fragment)> Lost { get; } = [];

    /// <summary>Distinct parent keys that a child level has to be read for.</summary>
    internal IReadOnlyCollection<Guid> KeysOf(int child) => _keys.TryGetValue(child, out var keys) ? keys : [];

    internal (int First, int Count) GroupOf(Guid parent) => _groups.GetValueOrDefault(parent);

    internal void BeginRow(Guid parent)
    {
        var (first, count) = _groups.GetValueOrDefault(parent, (_parents.Count, 0));
        _groups[parent] = (first, count + 1);
        _parents.Add(parent);
    }

    internal void BeginFragment() => _bounds.Add(Buffer.Length);

    internal void EndRow() => _bounds.Add(Buffer.Length);

    internal void AddHole(int child, Guid parent, int scope, object[]? path = null)
    {
        _holes.Add(new Hole(Buffer.Length, child, parent, scope, path));
        if (!_keys.TryGetValue(child, out var keys)) _keys.Add(child, keys = []);
        keys.Add(parent);
    }

    /// <summary>Begins an object or list around holes that may be null; it starts here unless said otherwise.</summary>
    internal int OpenScope(int? start = null)
    {
        _scopes.Add((start ?? Buffer.Length, 0));
        return _scopes.Count - 1;
    }

    internal void CloseScope(int scope) => _scopes[scope] = _scopes[scope] with { End = Buffer.Length };

    internal (int Start, int End) ScopeAt(int scope) => _scopes[scope];

    internal bool HasScopes => _scopes.Count > 0;

    internal void DropHolesFrom(int count) => _holes.RemoveRange(count, _holes.Count - count);

    internal void AddError(string[] path) => Errors.Add((_parents.Count - 1, OpenFragment, path));

    internal void LoseRow() => Lost.Add((_parents.Count - 1, OpenFragment));

    private int OpenFragment => (_bounds.Count - 1) % (fragments + 1);

    internal (int Start, int End) Bounds(int row, int fragment)
    {
        var index = row * (fragments + 1) + fragment;
        return (_bounds[index], _bounds[index + 1]);
    }

    /// <summary>Index of the first hole at or behind a place in the buffer.</summary>
    internal int FirstHole(int position)
    {
        var (low, high) = (0, _holes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_holes[middle].Position < position) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    internal Hole HoleAt(int index) => _holes[index];

    public void Dispose()
    {
        Buffer.Dispose();
        Cursors.Dispose();
    }
}

/// <summary>A place in a level's JSON where a nested list of <paramref name="Parent"/> stands.</summary>
/// <param name="Position">Place in the level's buffer.</param>
/// <param name="Child">Which child level fills it.</param>
/// <param name="Parent">Whose list.</param>
/// <param name="Scope">The nearest part of the row around it that may be null.</param>
/// <param name="Path">Names and indices that lead to it from the row; null: the child level's own.</param>
internal readonly record struct Hole(int Position, int Child, Guid Parent, int Scope, object[]? Path);
