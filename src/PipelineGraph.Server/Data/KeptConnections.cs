using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;

namespace PipelineGraph.Server.Data;

/// <summary>The connections that contexts keep open. Disposing it closes them: EF Core's pool does not.</summary>
internal sealed class KeptConnections : DbConnectionInterceptor, IDisposable
{
    // Weak, because the pool drops a context for which it has no room.
    private readonly ConditionalWeakTable<DbConnection, object> _open = [];

    public void UseIn(DbContextOptionsBuilder options)
    {
        options.AddInterceptors(this, SqlitePreparation.Instance);
#pragma warning disable EF1001 // Nothing public lets a pool keep connections; this file changes with KeptConnection.
        options.ReplaceService<ISqliteRelationalConnection, KeptConnection>();
#pragma warning restore EF1001
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        => _open.AddOrUpdate(connection, this);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        _open.AddOrUpdate(connection, this);
        return Task.CompletedTask;
    }

    /// <summary>A closed connection has thrown away what was prepared on it.</summary>
    public void Dispose()
    {
        foreach (var (connection, _) in _open) connection.Close();
        _open.Clear();
    }
}
