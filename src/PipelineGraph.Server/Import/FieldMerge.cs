namespace PipelineGraph.Server.Import;

/// <summary>A field that imports can change: how it reads now, and how an edit sets it.</summary>
/// <param name="Name">Of our column.</param>
/// <param name="Set">Null where it is given once, at the creation.</param>
internal sealed record ImportField<TEntity, TEdit>(
    string Name, Func<TEntity, string?> Current, Func<TEdit, string?, TEdit>? Set);

/// <summary>Three-way comparison of a file's values, those of the last import and those of the record.</summary>
internal static class FieldMerge
{
    /// <summary>Sets in the edit what changed in the file and was not edited here since; reports what was.</summary>
    /// <returns>Null when nothing is to be changed.</returns>
    public static TEdit? Of<TEntity, TEdit>(
        IEnumerable<ImportField<TEntity, TEdit>> fields, TEntity entity, IReadOnlyDictionary<string, string?> last,
        IReadOnlyDictionary<string, string?> values, ImportRow row) where TEdit : class, new()
    {
        TEdit? edit = null;
        foreach (var field in fields)
        {
            if (!values.TryGetValue(field.Name, out var value)) continue;   // the file has no such column
            var (before, current) = (last.GetValueOrDefault(field.Name), field.Current(entity));
            if (value == before || value == current) continue;
            if (field.Set is null) row.Keep(field.Name, $"'{value}' is not taken: it cannot change any more");
            else if (current == before) edit = field.Set(edit ?? new TEdit(), value);
            else row.Keep(
                field.Name, $"'{value}' is not taken: it was changed here to '{current}' since the last import");
        }
        return edit;
    }
}
