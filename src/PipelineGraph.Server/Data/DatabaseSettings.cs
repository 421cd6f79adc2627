using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PipelineGraph.Server.Data;

/// <summary>Which database, and where; read from the configuration and checked.</summary>
internal sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    private const string ConnectionName = "PipelineGraph";

    /// <summary>Seconds that a statement waits for SQLite's one writer before it gives up.</summary>
    private const int BusySeconds = 10;

    /// <exception cref="OperatorException">The provider is unknown, or the connection string faulty.</exception>
    public static DatabaseSettings Read(IConfiguration configuration)
    {
        var provider = Provide(configuration["Database:Provider"]);
        if (configuration.GetConnectionString(ConnectionName) is not { } text || string.IsNullOrWhiteSpace(text))
            throw new OperatorException($"ConnectionStrings:{ConnectionName} is not set.");

        try
        {
            return new DatabaseSettings(provider, Complete(provider, text));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The fault's text may hold a part of the connection string, and with it a password.
            throw new OperatorException(
                $"ConnectionStrings:{ConnectionName} is no connection string for {provider}.", fault);
        }
    }

    private static DatabaseProvider Provide(string? name) => name?.ToUpperInvariant() switch
    {
        null or "" or "SQLITE" => DatabaseProvider.Sqlite,
        "POSTGRESQL" => DatabaseProvider.PostgreSql,
        _ => throw new OperatorException($"Database:Provider is '{name}'; it can be Sqlite or PostgreSql."),
    };

    private static string Complete(DatabaseProvider provider, string text)
    {
        if (provider is DatabaseProvider.PostgreSql) return Required(new NpgsqlConnectionStringBuilder(text), "Host");

        var sqlite = new SqliteConnectionStringBuilder(text);
        Required(sqlite, "Data Source");
        if (!sqlite.ShouldSerialize("Default Timeout")) sqlite.DefaultTimeout = BusySeconds;
        return sqlite.ConnectionString;
    }

    private static string Required(DbConnectionStringBuilder parts, string keyword)
        => string.IsNullOrWhiteSpace(parts[keyword] as string)
            ? throw new ArgumentException($"{keyword} is missing.")
            : parts.ConnectionString;
}
