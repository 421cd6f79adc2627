using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Import;

/// <summary>A SQLite database as text: every row of every table, in the order of its key.</summary>
internal static class DatabaseDump
{
    public static async Task<string> DumpAsync(this PipelineDatabase database)
    {
        await using var context = database.Lease();
        await context.Database.OpenConnectionAsync();
        var connection = context.Database.GetDbConnection();
        var dump = new StringBuilder();
        foreach (var table in await RowsAsync(
            connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            dump.AppendLine(table);
            if (table == "__EFMigrationsHistory") continue;
            foreach (var row in await RowsAsync(connection, $"SELECT * FROM \"{table}\" ORDER BY 1, 2"))
                dump.AppendLine(row);
        }
        return dump.ToString();
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows.Add(
                values.Length == 1 ? $"{values[0]}"
                    : string.Join('|', values.Select(value => $"{value.GetType().Name} {Text(value)}")));
        }
        return rows;
    }

    private static string? Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value.ToString();
}
