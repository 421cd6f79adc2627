using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace PipelineGraph.Server.Data;

#pragma warning disable EF1001 // Nothing public lies between a context and its connection; this file changes if that moves.

/// <summary>
/// A SQLite connection that stays open while its context waits in the pool: opening it registers EF Core's functions
/// anew, and closing it throws away the statements that it has prepared.
/// </summary>
internal sealed class KeptConnection(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder sql,
    IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger) : SqliteRelationalConnection(dependencies, sql, logger)
{
    /// <summary>What has been prepared on this connection.</summary>
    public PreparedReads Reads { get; } = new();

    protected override void CloseDbConnection() { }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
