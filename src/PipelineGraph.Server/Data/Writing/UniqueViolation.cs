using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>A row was refused, because another has the same key.</summary>
internal static class UniqueViolation
{
    public static bool Is(Exception? fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException
        {
            SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY
        } => true,
        _ => false,
    };

    public static bool IsIn(Exception? fault, string table) => Is(fault) && fault switch
    {
        PostgresException postgres => postgres.TableName == table,
        // UNIQUE constraint failed: Table.Column, Table.Column
        _ => fault!.Message.Contains($" {table}.", StringComparison.Ordinal),
    };
}
