namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>What an `order` means: nulls first in ASC, last in DESC, ties by id in the last key's direction.</summary>
internal sealed class OracleOrder : IComparer<object>
{
    private readonly List<(Func<object, object?> Value, bool IsDescending)> _keys = [];
    private readonly HashSet<string> _paths = [];

    /// <param name="order">The argument; a key that was named before says nothing.</param>
    /// <param name="type">Type of the rows.</param>
    /// <param name="now">The instant at which keys are read.</param>
    internal OracleOrder(IEnumerable<Fields> order, OracleType type, DateTime now)
    {
        foreach (var fields in order) Add(fields, type, row => row, now, "");
        _keys.Add((row => type.Key(row), _keys.Count > 0 && _keys[^1].IsDescending));
    }

    public int Compare(object? x, object? y)
    {
        foreach (var (value, isDescending) in _keys)
        {
            var compared = ValueOrder.Compare(value(x!), value(y!));
            if (compared != 0) return isDescending ? -compared : compared;
        }

        return 0;
    }

    private void Add(Fields order, OracleType type, Func<object, object?> place, DateTime now, string path)
    {
        foreach (var (name, value) in order)
        {
            if (value is Direction && !_paths.Add($"{path}.{name}")) continue;
            if (value is Direction direction)
            {
                var scalar = type.Scalars.First(s => s.Name == name);
                _keys.Add((
                    row => place(row) is { } found ? scalar.Read(found, now) : null, direction is Direction.Desc));
            }
            else
            {
                var reference = type.References.First(r => r.Name == name);
                Add((Fields)value!, reference.Target(),
                    row => place(row) is { } found ? reference.Follow(found) : null, now, $"{path}.{name}");
            }
        }
    }
}
