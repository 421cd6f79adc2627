using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>Puts the levels' JSON together: each row's bytes, and in its holes the lists of the level below.</summary>
internal sealed class Assembler(Utf8Buffer output, ErrorList errors, GraphQLField field)
{
    private readonly List<object> _path = [];

    // Where pieces of the open rows came from and where they went, innermost row last.
    private readonly List<(int Source, int Output)> _copied = [];

    /// <summary>Starts error paths at the planned field.</summary>
    internal void StartAt(IEnumerable<object> path) => _path.AddRange(path);

    /// <summary>Writes the list of one parent, or of none (the default key) for a level without parents.</summary>
    /// <returns>False when it is null although the field is not nullable, so that the object around it is lost too.</returns>
    internal bool Write(LevelResult level, Guid parent)
    {
        var list = level.Binding.Level.List;
        if (level.Binding.Error is { } error)
        {
            errors.Add(error, level.Binding.Level.Field, _path);
            output.Append("null"u8);
            return list.IsNullable;
        }

        var page = new Page(level, level.Rows.GroupOf(parent));
        if (level.Binding.Level.Connection is { } connection) WriteConnection(level, connection, page, parent);
        else if (list.Kind is ListKind.First) return WriteFirst(level, page);
        else return WriteItems(level, page, 0, null);
        return true;
    }

    /// <summary>Goes to an item of a list until it is disposed.</summary>
    internal ItemPath At(int index) => new(_path, index);

    /// <summary>Writes null for the planned field or the item of it that is being written.</summary>
    internal void WriteMissing(bool isError)
    {
        output.Append("null"u8);
        if (isError) errors.Add(NullErrors.NonNull(), field, _path);
    }

    private bool WriteFirst(LevelResult level, Page page)
    {
        var start = output.Length;
        if (page.Count > 0 && WriteRow(level, page.First, 0)) return true;
        output.Length = start;
        output.Append("null"u8);
        if (level.Binding.Level.List.IsNullable) return true;
        if (page.Count == 0) errors.Add(NullErrors.NonNull(), level.Binding.Level.Field, _path);
        return false;
    }

    private void WriteConnection(LevelResult level, ConnectionPlan connection, Page page, Guid parent)
    {
        output.Append((byte)'{');
        foreach (var part in connection.Parts)
        {
            output.Append(part.Prefix);
            switch (part.Kind)
            {
                case ConnectionField.Nodes or ConnectionField.Edges:
                    WriteItems(level, page, part.Fragment, part.ResponseKey);
                    break;
                case ConnectionField.TotalCount:
                    WriteNumber(level.Rows.Totals.GetValueOrDefault(parent));
                    break;
                case ConnectionField.PageInfo:
                    WritePageInfo(level, part.PageInfo!, page);
                    break;
                default:
                    output.Append(part.TypeName);
                    break;
            }
        }

        output.Append((byte)'}');
    }

    /// <summary>Writes a list of rows; one lost row makes it null, because its items are not nullable.</summary>
    private bool WriteItems(LevelResult level, Page page, int fragment, string? responseKey)
    {
        var (start, isWhole) = (output.Length, true);
        if (responseKey is not null) _path.Add(responseKey);
        output.Append((byte)'[');
        var index = 0;
        foreach (var row in page.Rows())
        {
            if (index > 0) output.Append((byte)',');
            _path.Add(index++);
            isWhole &= WriteRow(level, row, fragment);
            _path.RemoveAt(_path.Count - 1);
        }

        output.Append((byte)']');
        if (responseKey is not null) _path.RemoveAt(_path.Count - 1);
        if (isWhole) return true;
        output.Length = start;
        output.Append("null"u8);
        return level.Binding.Level.List.IsNullable;
    }

    /// <summary>Copies a row's bytes and fills its holes.</summary>
    /// <returns>False when the row is lost: a null stands where none may be.</returns>
    private bool WriteRow(LevelResult level, int row, int fragment)
    {
        ReportErrors(level, row, fragment);
        if (level.Rows.Lost.Contains((row, fragment))) return false;
        var isWhole = true;
        var (start, end) = level.Rows.Bounds(row, fragment);
        var known = _copied.Count;
        if (level.Rows.HasScopes) _copied.Add((start, output.Length));
        for (var i = level.Rows.FirstHole(start); i < level.Rows.HoleCount; i++)
        {
            var hole = level.Rows.HoleAt(i);
            if (hole.Position > end) break;
            output.Append(level.Rows.Buffer.Slice(start, hole.Position));
            start = hole.Position;
            if (!Fill(level, hole))
            {
                if (hole.Scope is LevelRows.NoScope) isWhole = false;
                else (start, i) = Remove(level.Rows, hole.Scope);   // holes in what was removed are passed over
            }

            if (level.Rows.HasScopes) _copied.Add((start, output.Length));
        }

        if (level.Rows.HasScopes) _copied.RemoveRange(known, _copied.Count - known);
        output.Append(level.Rows.Buffer.Slice(start, end));
        return isWhole;
    }

    private bool Fill(LevelResult level, Hole hole)
    {
        var child = level.Children[hole.Child];
        IReadOnlyList<object> path = hole.Path ?? child.Binding.Level.PathInRow;
        _path.AddRange(path);
        var isFilled = Write(child, hole.Parent);
        _path.RemoveRange(_path.Count - path.Count, path.Count);
        return isFilled;
    }

    /// <summary>Makes a part of the row null of which a piece was already written.</summary>
    /// <returns>Where copying goes on, and the last hole that is done with.</returns>
    private (int Start, int Hole) Remove(LevelRows rows, int scope)
    {
        var (start, end) = rows.ScopeAt(scope);
        var last = _copied.FindLastIndex(copied => copied.Source <= start);   // the newest are this row's
        output.Length = _copied[last].Output + start - _copied[last].Source;
        output.Append("null"u8);
        return (end, rows.FirstHole(end) - 1);
    }

    private void WritePageInfo(LevelResult level, IReadOnlyList<PageInfoPart> parts, Page page)
    {
        output.Append((byte)'{');
        foreach (var part in parts)
        {
            output.Append(part.Prefix);
            switch (part.Kind)
            {
                case PageInfoField.HasNextPage:
                    output.Append(page.HasNext ? "true"u8 : "false"u8);
                    break;
                case PageInfoField.HasPreviousPage:
                    output.Append(page.HasPrevious ? "true"u8 : "false"u8);
                    break;
                case PageInfoField.StartCursor:
                    WriteCursor(level, page.Count > 0 ? page.RowAt(0) : null);
                    break;
                case PageInfoField.EndCursor:
                    WriteCursor(level, page.Count > 0 ? page.RowAt(page.Count - 1) : null);
                    break;
                default:
                    output.Append("\"PageInfo\""u8);
                    break;
            }
        }

        output.Append((byte)'}');
    }

    private void WriteCursor(LevelResult level, int? row)
    {
        if (row is null)
        {
            output.Append("null"u8);
            return;
        }

        output.Append((byte)'"');
        output.Append(level.Rows.Cursors.Of(row.Value));
        output.Append((byte)'"');
    }

    private void WriteNumber(int number)
    {
        number.TryFormat(output.Reserve(11), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private void ReportErrors(LevelResult level, int row, int fragment)
    {
        if (level.Rows.Errors.Count == 0) return;
        foreach (var (failed, piece, path) in level.Rows.Errors)
            if ((failed, piece) == (row, fragment))
                errors.Add(NullErrors.NonNull(), level.Binding.Level.Field, [.. _path, .. path]);
    }

    internal readonly ref struct ItemPath
    {
        private readonly List<object> _path;

        internal ItemPath(List<object> path, int index)
        {
            _path = path;
            path.Add(index);
        }

        public void Dispose() => _path.RemoveAt(_path.Count - 1);
    }
}
