namespace PipelineGraph.Server.Import;

/// <summary>Finds records by the id that the files have for them, or by a name that only one of them has.</summary>
internal sealed class ImportIndex(string what)
{
    private readonly Dictionary<string, Guid> _byKey = [];
    private readonly Dictionary<string, Guid?> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _faulty = [];

    public void Add(string? key, string? name, Guid id)
    {
        if (key is not null) _byKey[key] = id;
        if (name is null) return;
        if (!_byName.TryAdd(name, id) && _byName[name] != id) _byName[name] = null;
    }

    /// <summary>A row of that key cannot be imported; what refers to it is not reported again.</summary>
    public void AddFaulty(string key) => _faulty.Add(key);

    public Guid? ByKey(string key) => _byKey.TryGetValue(key, out var id) ? id : null;

    /// <summary>The record that a cell refers to; null where it is empty or nothing is found, which is
    /// reported.</summary>
    public Guid? Find(ImportRow row, string column)
    {
        if (row.Text(column) is not { } text) return null;
        if (ByKey(text) is { } id) return id;
        if (_byName.TryGetValue(text, out var named) && named is { } found) return found;
        if (!_faulty.Contains(text))
            row.Fault(
                column,
                    _byName.ContainsKey(text) ? $"more than one {what} is called '{text}'"
                        : $"there is no {what} '{text}'");
        return null;
    }
}
