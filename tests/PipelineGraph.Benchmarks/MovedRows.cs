using Microsoft.Data.Sqlite;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Benchmarks;

/// <summary>What a move has left in the database, with kinds for values, so that two ways of moving can be compared.</summary>
internal static class MovedRows
{
    private static readonly (string Table, int Last, string Order)[] Tables =
        [("Deals", 1, "Id"), ("StageVisits", 2, "Sequence"), ("StageTransitions", 1, "Sequence"), ("PipelineEvents", 1, "DealVersion")];

    /// <summary>Columns whose values must be the same.</summary>
    private static readonly string[] Told = ["Kind", "Exit", "Type", "TransitionKind", "Reason", "IsOverride", "OwnerTeam"];

    /// <summary>The last rows of each table that belong to a deal, and how many rows it has there.</summary>
    /// <param name="file">The database.</param>
    /// <param name="dealId">As the API gives it.</param>
    internal static async Task<(string Kinds, long Events)> ReadAsync(string file, string dealId)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        var lines = new List<string>();
        foreach (var (table, last, order) in Tables)
        {
            await using var command = connection.CreateCommand();
            var key = table == "Deals" ? "Id" : "DealId";
            command.CommandText = $"""SELECT * FROM "{table}" WHERE "{key}" = $deal ORDER BY "{order}" DESC LIMIT {last}""";
            command.Parameters.AddWithValue("$deal", Key(dealId));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add($"{table}: {Describe(reader)}");
        }

        await using var head = connection.CreateCommand();
        head.CommandText = """SELECT "Position" FROM "EventHead" """;
        return (string.Join('\n', lines), (long)(await head.ExecuteScalarAsync())!);
    }

    private static string Describe(SqliteDataReader row)
        => string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(i => row.GetName(i) + "="
            + (row.IsDBNull(i) ? "null" : Told.Contains(row.GetName(i)) ? row.GetValue(i) : row.GetDataTypeName(i))));

    private static string Key(string dealId)
        => NodeIdCodec.TryDecode(dealId, out var id)
            ? id.Value.ToString("D").ToUpperInvariant()
            : throw new ArgumentException("It is no id.", nameof(dealId));
}
