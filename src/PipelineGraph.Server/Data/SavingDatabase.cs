using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Lets the writer's SaveChanges use prepared statements. EF Core's own way plans a batch, makes its SQL and prepares
/// it anew for every save, which costs more than SQLite's writing of the rows.
/// </summary>
internal sealed class SavingDatabase(
    DatabaseDependencies dependencies, RelationalDatabaseDependencies relationalDependencies)
    : RelationalDatabase(dependencies, relationalDependencies)
{
    /// <summary>Set while the context has the writer's connection.</summary>
    public SqliteRows? Rows { get; set; }

    public override Task<int> SaveChangesAsync(
        IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
        => Rows is { } rows && rows.TryWrite(entries)
            ? Task.FromResult(entries.Count)
            : base.SaveChangesAsync(entries, cancellationToken);
}
