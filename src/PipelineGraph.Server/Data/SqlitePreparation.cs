using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PipelineGraph.Server.Data;

/// <summary>Lets queries run by the statements that their connection has kept, see <see cref="PreparedReads"/>.</summary>
internal sealed class SqlitePreparation : DbCommandInterceptor
{
    public static SqlitePreparation Instance { get; } = new();

    private SqlitePreparation() { }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource != CommandSource.LinqQuery || ReadsOf(eventData) is not { } reads) return new(result);

        cancellationToken.ThrowIfCancellationRequested();
        return new(InterceptionResult<DbDataReader>.SuppressWithResult(reads.Read((SqliteCommand)command)));
    }

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        ReadsOf(eventData)?.Release(command);
        return result;
    }

    private static PreparedReads? ReadsOf(DbContextEventData data)
        => (data.Context?.GetService<IRelationalConnection>() as KeptConnection)?.Reads;
}
