namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>Numbers owners as they come, so that a visit keeps four bytes of its owner.</summary>
internal sealed class OwnerIndex
{
    public const int Nobody = -1;

    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly List<Guid> _ids = [];
    private Guid? _last;
    private int _lastNumber = Nobody;

    public Guid this[int owner] => _ids[owner];

    public int Of(Guid? id)
    {
        // Most visits of a deal have the same owner.
        if (id == _last) return _lastNumber;

        (_last, _lastNumber) = (id, id is { } known ? NumberOf(known) : Nobody);
        return _lastNumber;
    }

    private int NumberOf(Guid id)
    {
        if (_numbers.TryGetValue(id, out var number)) return number;

        _numbers.Add(id, _ids.Count);
        _ids.Add(id);
        return _ids.Count - 1;
    }
}
