using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Gives the rows of a SQLite database ids by their place in their table: the same in every run.</summary>
internal static class StableIds
{
    public static async Task ApplyAsync(PipelineDatabase database)
    {
        await using var context = database.Lease();
        // Events last: they came last, and the ids that documented operations name stay.
        var tables = context.Model.GetEntityTypes().OrderBy(entity => entity.ClrType == typeof(PipelineEvent))
            .ThenBy(entity => entity.GetTableName(), StringComparer.Ordinal).ToList();
        await context.Database.OpenConnectionAsync();
        await RunAsync(context, "PRAGMA foreign_keys = OFF; CREATE TEMP TABLE ids (old TEXT PRIMARY KEY, new TEXT)");
        foreach (var (i, entity) in tables.Where(entity => entity.FindProperty("Id") is { } id && IsId(id)).Index())
            await RunAsync(context, $"""
                INSERT INTO ids
                SELECT "Id", printf('0199{i:X4}-0000-7000-8000-%012X', rowid) FROM "{entity.GetTableName()}"
                """);

        foreach (var column in tables.SelectMany(entity => entity.GetProperties()).Where(IsId))
            await ReplaceAsync(context, column.DeclaringType.GetTableName()!, column.GetColumnName(), "new");

        var history = context.Model.FindEntityType(typeof(FieldChange))!.GetTableName()!;
        await ReplaceAsync(context, history, nameof(FieldChange.OldValue), "lower(new)");
        await ReplaceAsync(context, history, nameof(FieldChange.NewValue), "lower(new)");
        await RunAsync(context, "DROP TABLE ids; PRAGMA foreign_keys = ON");
    }

    private static bool IsId(IProperty column) => column.ClrType == typeof(Guid) || column.ClrType == typeof(Guid?);

    private static Task ReplaceAsync(PipelineDbContext context, string table, string column, string value)
        => RunAsync(context, $"""
        UPDATE "{table}" SET "{column}" = (SELECT {value} FROM ids WHERE old = upper("{column}"))
        WHERE upper("{column}") IN (SELECT old FROM ids)
        """);

    private static async Task RunAsync(PipelineDbContext context, string sql)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
