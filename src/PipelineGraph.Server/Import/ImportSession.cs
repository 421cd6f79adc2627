using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Import;

/// <summary>What one import works with: the database inside its transaction, what earlier imports left, and the
/// report.</summary>
internal sealed class ImportSession(
    PipelineDbContext context, BulkInsert bulk, ImportReport report, ImportRequest request, ImportMap map, SilentAlerts alerts,
    DateTime now)
{
    private const string NameOfImport = "Import";

    private readonly Dictionary<(string Kind, string Key), ImportedRow> _imported = [];
    private readonly HashSet<(ImportKind Kind, string Key)> _seen = [];
    private readonly Dictionary<string, Actor> _actors = [];
    private readonly List<Actor> _newActors = [];
    private readonly List<ImportedRow> _newRows = [];
    private readonly List<Deal> _changed = [];

    public PipelineDbContext Context => context;
    public ImportReport Report => report;
    public ImportRequest Request => request;
    public ImportMap Map => map;

    /// <summary>When the import is recorded.</summary>
    public DateTime Now => now;

    /// <summary>Whether anything was written.</summary>
    public bool HasWritten { get; private set; }

    public ImportIndex Accounts { get; } = new("account");
    public ImportIndex SalesReps { get; } = new("owner");
    public ImportIndex Contacts { get; } = new("contact");
    public PipelineIndex Pipelines { get; } = new();
    public RateTable Rates { get; set; } = new([]);

    public async Task LoadAsync(CancellationToken cancelled)
    {
        await foreach (var row in context.ImportedRows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancelled))
            _imported.Add((row.Kind, row.Key), row);
        foreach (var actor in await context.Actors.Where(each => each.Kind == ActorKind.Import).AsNoTracking()
            .ToListAsync(cancelled))
            _actors.TryAdd(actor.Name, actor);
    }

    /// <summary>The rows of all files of a kind, each once; a second row of the same key is a fault.</summary>
    public IEnumerable<ImportRow> Rows(ImportKind kind)
        => map.Sources.Where(source => source.Kind == kind.Name)
            .SelectMany(source => new SourceFile(request.Folder, source, map, report).Rows());

    /// <summary>False, and reported, when an earlier row of this import has the key.</summary>
    public bool IsFirst(ImportKind kind, string key, ImportRow row, string column)
    {
        if (_seen.Add((kind, key))) return true;

        row.Fault(column, $"'{key}' is there twice");
        return false;
    }

    public ImportedRow? Imported(ImportKind kind, string key) => _imported.GetValueOrDefault((kind.Name, key));

    public IEnumerable<ImportedRow> ImportedOf(ImportKind kind) => _imported.Values.Where(row => row.Kind == kind.Name);

    /// <summary>Keeps the values from which a record was imported, for the next import to compare with.</summary>
    public void Remember<T>(ImportKind kind, string key, Guid id, T values)
    {
        var text = JsonSerializer.Serialize(values);
        if (Imported(kind, key) is not { } known)
        {
            _newRows.Add(new ImportedRow(kind.Name, key, id, text, now));
            return;
        }
        context.ImportedRows.Attach(known);
        known.Take(text, now);
    }

    /// <summary>The actor of kind IMPORT that stands for whoever the file names.</summary>
    public Actor Actor(string? name = null)
    {
        name ??= NameOfImport;
        if (_actors.TryGetValue(name, out var actor)) return actor;

        _actors.Add(name, actor = new Actor(ActorKind.Import, name));
        _newActors.Add(actor);
        return actor;
    }

    /// <summary>Notes a deal that was there and has changed: it is told of as a new one is.</summary>
    public void Changed(Deal deal) => _changed.Add(deal);

    /// <summary>Writes new records, which may refer to what earlier calls wrote, and whatever was changed or
    /// remembered.</summary>
    public async Task SaveAsync<T>(IReadOnlyCollection<T> created, CancellationToken cancelled) where T : class
    {
        var deals = created as IReadOnlyCollection<Deal>;
        var told = (deals ?? []).Concat(_changed).ToList();
        var teller = told.Count == 0 ? null : Actor();
        var rows = _newActors.Count + created.Count + _newRows.Count;
        await bulk.AddAsync(_newActors, cancelled);
        _newActors.Clear();
        if (deals is not null) await bulk.AddDealsAsync(deals, cancelled);
        else await bulk.AddAsync(created, cancelled);
        rows += await context.SaveChangesAsync(cancelled);
        HasWritten |= rows > 0;
        foreach (var deal in deals ?? []) alerts.Note(deal, isNew: true);
        foreach (var deal in _changed) alerts.Note(deal, isNew: false);
        if (teller is not null) await bulk.AddImportedAsync(context, told, Recording.At(now, teller), cancelled);
        _changed.Clear();
        context.ChangeTracker.Clear();
        await bulk.AddAsync(_newRows, cancelled);
        _newRows.Clear();
    }
}
