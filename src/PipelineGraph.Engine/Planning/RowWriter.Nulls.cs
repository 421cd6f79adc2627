namespace PipelineGraph.Engine.Planning;

/// <summary>Nulls in the row: skipping what lies in an absent object, and removing objects that may not hold a null.</summary>
internal sealed partial class RowWriter
{
    private readonly List<Opened> _open = [];
    private int _depth;
    private int _skipped;   // open objects that are passed over

    private readonly record struct Opened(
        int Slot, int Start, int Holes, bool IsNullable, int Scope = LevelRows.NoScope);

    /// <summary>The nearest open object that may be null, for a hole in it.</summary>
    private int Scope()
    {
        var nearest = _depth - 1;
        while (nearest > 0 && !_open[nearest].IsNullable) nearest--;
        if (nearest <= 0) return LevelRows.NoScope;

        var open = _open[nearest];
        if (open.Scope is LevelRows.NoScope) _open[nearest] = open = open with { Scope = rows.OpenScope(open.Start) };
        return open.Scope;
    }

    private ValuePlace PlaceOf(Slot place, int? scope)
    {
        var at = new ValuePlace(null, null, scope ?? Scope());
        for (var i = 0; i < _depth; i++)
            if (_open[i].Slot >= 0) at = at.To(layout[_open[i].Slot].ResponseKey);
        return at.To(place.ResponseKey);
    }

    /// <summary>Writes the name of a place; null when it is passed over or its value is null and so already written.</summary>
    private Slot? Starts(int slot, bool isNull = false)
    {
        if (_skipped > 0) return null;
        var place = layout[slot];
        _buffer.Append(place.Prefix);
        if (!isNull) return place;

        _buffer.Append("null"u8);
        if (place.IsNonNull) Fail(place);
        return null;
    }

    private void OpenObject(int slot, bool nullable)
    {
        var opened = new Opened(slot, _buffer.Length, rows.HoleCount, nullable);
        if (_open.Count > _depth) _open[_depth] = opened;
        else _open.Add(opened);
        _depth++;
        _buffer.Append((byte)'{');
    }

    private void CloseObject()
    {
        var closed = _open[--_depth];
        _buffer.Append((byte)'}');
        if (closed.Scope is not LevelRows.NoScope) rows.CloseScope(closed.Scope);
    }

    /// <summary>
    /// A null where the schema allows none: the nearest enclosing object that may be null becomes null, and what is
    /// left of it is passed over. Without such an object the whole row is lost, and with it the list (non-null items).
    /// </summary>
    private void Fail(Slot place)
    {
        var pending = _skipped;
        var path = _open.Take(_depth).Where(o => o.Slot >= 0).Select(o => layout[o.Slot].ResponseKey);
        rows.AddError([.. path, place.ResponseKey]);
        while (_depth > 1 && !_open[_depth - 1].IsNullable)
        {
            _depth--;
            pending++;
        }

        if (_depth > 1)
        {
            var removed = _open[--_depth];
            _buffer.Length = removed.Start;
            rows.DropHolesFrom(removed.Holes);
            _buffer.Append("null"u8);
            _skipped = pending + 1;
        }
        else
        {
            rows.LoseRow();
            _skipped = pending;
        }
    }
}
