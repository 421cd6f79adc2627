using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// The limit: what somebody would write by hand who needs only this one answer. Its connections stay open and the query
/// prepared, as the server's own do.
/// </summary>
/// <param name="seen">What of the deals the caller may see, an SQL condition with the caller's subject and team.</param>
internal sealed class HandWrittenDeals(string connectionString, string seen = "")
{
    internal const string OfTeam = """AND "OwnerId" IN (SELECT "Id" FROM "SalesReps" WHERE "Team" = $team)""";
    internal const string OfOwner = """AND "OwnerId" IN (SELECT "Id" FROM "SalesReps" WHERE "Subject" = $subject)""";

    private readonly string _sql = $"""
        SELECT d."Id", d."Title", d."AmountUnits", d."Currency", d."Status", d."Source", d."CreatedAt",
               d."ExpectedCloseDate", d."Score", d."Version", s."Name", r."Name", a."Name"
        FROM (SELECT * FROM "Deals" WHERE "VoidedAt" IS NULL AND "Status" = 'Open' AND "AmountUnits" >= $least {seen}
              ORDER BY "AmountUnits" DESC, "Id" DESC LIMIT $limit) AS d
        JOIN "Stages" AS s ON s."Id" = d."StageId"
        LEFT JOIN "SalesReps" AS r ON r."Id" = d."OwnerId"
        LEFT JOIN "Accounts" AS a ON a."Id" = d."AccountId"
        ORDER BY d."AmountUnits" DESC, d."Id" DESC
        """;

    private readonly ConcurrentBag<SqliteCommand> _idle = [];

    internal async Task WriteAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var least = request.RootElement.GetProperty("variables").GetProperty("least").GetDecimal();
        var command = _idle.TryTake(out var prepared) ? prepared : Prepare();
        command.Parameters[0].Value = (long)(least * 10_000);
        if (seen.Length > 0)
        {
            command.Parameters[2].Value = context.User.FindFirst("team")?.Value ?? "";
            command.Parameters[3].Value = context.User.FindFirst("sub")!.Value;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, RivalJson.Options);
        using (var reader = command.ExecuteReader()) WriteDeals(json, reader);
        _idle.Add(command);
        await json.FlushAsync(context.RequestAborted);
    }

    private SqliteCommand Prepare()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = _sql;
        command.Parameters.AddWithValue("$least", 0L);
        command.Parameters.AddWithValue("$limit", ListQuery.Size);
        if (seen.Length > 0)
        {
            command.Parameters.AddWithValue("$team", "");
            command.Parameters.AddWithValue("$subject", "");
        }

        command.Prepare();
        return command;
    }

    private static void WriteDeals(Utf8JsonWriter json, SqliteDataReader reader)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("deals");
        json.WriteStartArray("nodes");
        while (reader.Read()) WriteDeal(json, reader);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDeal(Utf8JsonWriter json, SqliteDataReader reader)
    {
        json.WriteStartObject();
        RivalJson.WriteId(json, reader.GetGuid(0));
        json.WriteString("title", reader.GetString(1));
        RivalJson.WriteMoney(json, reader.GetInt64(2));
        json.WriteString("currency", reader.GetString(3));
        json.WriteString("status", reader.GetString(4).ToUpperInvariant());
        RivalJson.WriteText(json, "source", reader.IsDBNull(5) ? null : reader.GetString(5));
        RivalJson.WriteInstant(json, DateTime.UnixEpoch.AddMilliseconds(reader.GetInt64(6)));
        RivalJson.WriteText(json, "expectedCloseDate", reader.IsDBNull(7) ? null : reader.GetString(7));
        if (reader.IsDBNull(8)) json.WriteNull("score");
        else json.WriteNumber("score", reader.GetInt32(8));
        json.WriteNumber("version", reader.GetInt32(9));
        RivalJson.WriteNamed(json, "stage", reader.GetString(10));
        RivalJson.WriteNamed(json, "owner", reader.IsDBNull(11) ? null : reader.GetString(11));
        RivalJson.WriteNamed(json, "account", reader.IsDBNull(12) ? null : reader.GetString(12));
        json.WriteEndObject();
    }
}
