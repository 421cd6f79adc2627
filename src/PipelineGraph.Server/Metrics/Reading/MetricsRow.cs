using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Columns of a row in the forms in which a provider stores them.</summary>
internal class MetricsRow(DbDataReader reader)
{
    private static MetricsRow Of(DbDataReader reader)
        => reader is SqliteDataReader ? new SqliteMetricsRow(reader) : new MetricsRow(reader);

    /// <summary>Runs a query's command and takes in its rows. Asked for past EF Core, which would make an object of each.</summary>
    public static async Task ReadAsync(IQueryable<object> rows, Action<MetricsRow> take, CancellationToken cancelled)
    {
        await using var command = rows.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancelled);
        var row = Of(reader);
        for (var read = 0; reader.Read(); read++)   // the rows are there: waiting for each one costs more than it
        {
            if ((read & 1_023) == 0) cancelled.ThrowIfCancellationRequested();
            take(row);
        }
    }

    public bool IsNull(int column) => reader.IsDBNull(column);
    public Guid Id(int column) => reader.GetGuid(column);
    public string Text(int column) => reader.GetString(column);
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    public bool Flag(int column) => reader.GetBoolean(column);
    public long Whole(int column) => reader.GetInt64(column);
    public int Small(int column) => reader.GetInt32(column);
    public double Real(int column) => reader.GetDouble(column);
    public virtual DateTime Instant(int column) => reader.GetDateTime(column);
    public virtual DateOnly Day(int column) => reader.GetFieldValue<DateOnly>(column);
    public T Choice<T>(int column) where T : struct, Enum => Enum.Parse<T>(Text(column));
}

internal sealed class SqliteMetricsRow(DbDataReader reader) : MetricsRow(reader)
{
    public override DateTime Instant(int column) => Instants.FromUnixMilliseconds(Whole(column));
    public override DateOnly Day(int column)
        => DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
