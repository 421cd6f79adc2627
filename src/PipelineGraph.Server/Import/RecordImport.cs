using System.Text.Json;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Import;

/// <summary>Imports records that have no history: accounts, contacts, sales reps.</summary>
internal sealed class RecordImport<TEntity, TEdit>(ImportSession session, ImportKind kind, ImportIndex index)
    where TEntity : class
    where TEdit : class, new()
{
    private readonly List<TEntity> _created = [];

    public required IReadOnlyList<ImportField<TEntity, TEdit>> Fields { get; init; }

    /// <summary>Our columns and their values as text, in a form that only depends on what they mean.</summary>
    public required Func<ImportRow, Dictionary<string, string?>> Read { get; init; }

    /// <summary>The new record with its id; refuses by an exception of the domain.</summary>
    public required Func<ImportRow, string, TEdit, (TEntity Entity, Guid Id)> Create { get; init; }
    public required Func<TEntity, TEdit, DateTime, bool> Edit { get; init; }

    public async Task RunAsync(CancellationToken cancelled)
    {
        foreach (var row in session.Rows(kind))
        {
            var key = row.Key("id");
            if (session.IsFirst(kind, key, row, "id") && !await ImportAsync(row, key, cancelled)) index.AddFaulty(key);
        }
        await session.SaveAsync(_created, cancelled);
    }

    private async Task<bool> ImportAsync(ImportRow row, string key, CancellationToken cancelled)
    {
        var values = Read(row);
        if (!row.IsGood) return false;

        var counts = session.Report.Of(kind);
        var imported = session.Imported(kind, key);
        if (imported?.Values == JsonSerializer.Serialize(values)) counts.Unchanged++;
        else if (imported?.Values == ImportedRow.Erased)
        {
            row.Keep("id", "it is not taken: the person was erased here");
            counts.Unchanged++;
        }
        else if ((imported?.EntityId ?? index.ByKey(key)) is { } id)
            await ChangeAsync(row, key, id, imported, values, cancelled);
        else if (row.Try(() => Add(row, key, values))) counts.Created++;
        return row.IsGood;
    }

    private void Add(ImportRow row, string key, Dictionary<string, string?> values)
    {
        var details = Fields.Where(field => values.ContainsKey(field.Name))
            .Aggregate(new TEdit(), (edit, field) => field.Set?.Invoke(edit, values[field.Name]) ?? edit);
        var (entity, id) = Create(row, key, details);
        _created.Add(entity);
        index.Add(key, values.GetValueOrDefault("name"), id);
        session.Remember(kind, key, id, values);
    }

    private async Task ChangeAsync(
        ImportRow row, string key, Guid id, ImportedRow? imported, Dictionary<string, string?> values,
        CancellationToken cancelled)
    {
        var entity = await session.Context.Set<TEntity>().FindAsync([id], cancelled)
            ?? throw new InvalidOperationException($"{kind} {id} was imported and is gone.");
        var last = imported is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(imported.Values)!;
        var edit = FieldMerge.Of(Fields, entity, last, values, row);
        var isChanged = false;
        if (edit is not null) row.Try(() => isChanged = Edit(entity, edit, session.Now));
        if (isChanged) session.Report.Of(kind).Changed++;
        else session.Report.Of(kind).Unchanged++;
        session.Remember(kind, key, id, values);
    }
}
