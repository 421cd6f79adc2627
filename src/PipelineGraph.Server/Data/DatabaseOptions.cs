using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace PipelineGraph.Server.Data;

/// <summary>How each provider's context is set up, the same at run time and when migrations are written.</summary>
internal static class DatabaseOptions
{
    /// <param name="kept">Where contexts in a pool keep their connections; null where there is no pool.</param>
    public static DbContextOptions<T> Sqlite<T>(
        string connectionString, ILoggerFactory? loggers = null, KeptConnections? kept = null)
        where T : SqlitePipelineDbContext
    {
        var options = new DbContextOptionsBuilder<T>()
            .UseSqlite(connectionString)
            .ConfigureWarnings(CompareInTests)
            .EnableThreadSafetyChecks(false)   // asked at every row; a leased context has one user
            .ReplaceService<IDatabase, SavingDatabase>()
            .AddInterceptors(SqliteInterruption.Instance)
            .Logging(loggers);   // behind it: an interrupted query is no failure
        kept?.UseIn(options);
        return options.Options;
    }

    public static DbContextOptions<T> PostgreSql<T>(string connectionString, ILoggerFactory? loggers = null)
        where T : PostgreSqlPipelineDbContext
        => new DbContextOptionsBuilder<T>()
            .UseNpgsql(connectionString, npgsql => ReverseNullOrdering(npgsql, true))
            .ConfigureWarnings(CompareInTests)
            .EnableThreadSafetyChecks(false)   // asked at every row; a leased context has one user
            .Logging(loggers)
            .Options;

    private static DbContextOptionsBuilder<T> Logging<T>(this DbContextOptionsBuilder<T> options, ILoggerFactory? loggers)
        where T : DbContext
        => loggers is null
            ? options
            : options.UseLoggerFactory(loggers).AddInterceptors(new FailureLog(loggers))
                .ConfigureWarnings(FailureLog.Replaces);

    /// <summary>Whether the migrations build the model is asked by a test, not at every start: it takes longer than
    /// they do.</summary>
    private static void CompareInTests(WarningsConfigurationBuilder events)
        => events.Ignore(RelationalEventId.PendingModelChangesWarning);

    /// <summary>Nulls first when ascending and last when descending, as on SQLite.</summary>
    /// <remarks>The provider has this switch but does not show it; a test holds that the orders stay alike.</remarks>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ReverseNullOrdering")]
    private static extern NpgsqlDbContextOptionsBuilder ReverseNullOrdering(
        NpgsqlDbContextOptionsBuilder npgsql, bool reverse);
}
