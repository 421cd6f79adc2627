using System.Security.Claims;
using System.Text.Json;
using GraphQL;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Engine.Types;
using System.Data.Common;
using System.Linq.Expressions;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>The engine over a library in SQLite: runs operations, counts commands, keeps their texts.</summary>
public sealed class LibraryServer : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"library-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider _services;
    private readonly CommandLog _commands = new();

    public LibraryServer(TimeProvider? clock = null)
    {
        var options = new DbContextOptionsBuilder<LibraryContext>()
            .UseSqlite($"Data Source={_file};Pooling=False")
            .AddInterceptors(_commands)
            .Options;
        Lease = new PooledDbContextFactory<LibraryContext>(options).CreateDbContext;
        using (var context = Lease()) context.Database.EnsureCreated();

        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new FailureLog(Failures))).AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<PlannerDatabase>(new LibraryPlannerDatabase(Lease))
            .AddSingleton<EntityType, AuthorType>().AddSingleton<EntityType, BookType>().AddSingleton<EntityType, ReviewType>()
            .AddSingleton<EntityType, StateType>().AddSingleton<EntityType, VerdictType>()
            .AddSingleton<ValueObjectType, ShelfType>().AddSingleton<ValueObjectType, ShelfMarkType>()
            .AddSingleton<ObjectFields, LibraryQueries>()
            .AddPlannedSchema(planning => planning.RequestValues.Add("country", _ => Country))
            .AddPipelineGraphQL();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Exceptions that clients saw as unexpected errors.</summary>
    public List<Exception> Failures { get; } = [];

    public string Country { get; set; } = "NO";

    public Func<LibraryContext> Lease { get; }

    public IReadOnlyList<string> Commands => _commands.Texts;

    public GraphQL.Types.ISchema Schema => _services.GetRequiredService<GraphQL.Types.ISchema>();

    public async Task AddAsync(params object[] entities)
    {
        await using var context = Lease();
        context.AddRange(entities);
        await context.SaveChangesAsync();
    }

    /// <summary>Runs an operation; variables are JSON.</summary>
    public async Task<JsonElement> RunAsync(string query, string? variables = null)
    {
        _commands.Texts.Clear();
        var executor = _services.GetRequiredService<GraphQLExecutor>();
        var request = new GraphQLRequest(query, Variables: variables is null
            ? null
            : new GraphQL.SystemTextJson.GraphQLSerializer().Deserialize<Inputs>(variables));
        using var response = await executor.ExecuteAsync(request, null, _services);
        using var buffer = new PooledBuffer();
        ResponseWriter.Write(response.Result, buffer);
        return JsonDocument.Parse(buffer.WrittenMemory.ToArray()).RootElement;
    }

    public async Task<string> TextAsync(string query, string? variables = null)
        => (await RunAsync(query, variables)).GetRawText();

    public void Dispose()
    {
        _services.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*")) File.Delete(file);
    }

    private sealed class CommandLog : DbCommandInterceptor
    {
        internal List<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}

internal sealed class FailureLog(List<Exception> failures) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is not null) failures.Add(exception);
    }

    public void Dispose() { }
}

/// <summary>SQLite as the planner sees it.</summary>
internal sealed class LibraryPlannerDatabase(Func<LibraryContext> lease) : PlannerDatabase
{
    public override DbContext Lease(ClaimsPrincipal? caller) => lease();

    public override async Task<IDbContextTransaction> BeginSnapshotAsync(DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await context.Database.UseTransactionAsync(transaction, cancellationToken))!;
    }

    public override Expression PageOfEach(NestedRows nested) => nested.ByKeys();
}
