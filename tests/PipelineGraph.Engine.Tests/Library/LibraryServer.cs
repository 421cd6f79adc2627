using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>The engine over a library in SQLite: runs operations, counts commands, keeps their texts.</summary>
public sealed class LibraryServer : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"library-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider _services;
    private readonly CommandLog _commands = new();

    public LibraryServer(TimeProvider? clock = null, Action<PlanningOptions>? planning = null,
        Action<IServiceCollection>? declarations = null)
    {
        var options = new DbContextOptionsBuilder<LibraryContext>()
            .UseSqlite($"Data Source={_file};Pooling=False")
            .AddInterceptors(_commands, CompilationCount.Instance)
            .Options;
        Lease = new PooledDbContextFactory<LibraryContext>(options).CreateDbContext;
        using (var context = Lease()) context.Database.EnsureCreated();

        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new FailureLog(Failures)))
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<PlannerDatabase>(new LibraryPlannerDatabase(Lease))
            .AddPipelineGraphQL()
            .Configure<LimitOptions>(limits => (limits.FieldCost, limits.TypeCost) = (1_000_000, 1_000_000));
        Declare(services, () => Country, planning);
        declarations?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The library's types and queries.</summary>
    internal static void Declare(
        IServiceCollection services, Func<string> country, Action<PlanningOptions>? planning = null) => services
        .AddSingleton<EntityType, AuthorType>().AddSingleton<EntityType, BookType>()
        .AddSingleton<EntityType, ReviewType>()
        .AddSingleton<EntityType, StateType>().AddSingleton<EntityType, VerdictType>()
        .AddSingleton<ValueObjectType, ShelfType>().AddSingleton<ValueObjectType, ShelfMarkType>()
        .AddSingleton<ValueObjectType, OfferType>().AddSingleton<ValueObjectType, TermsType>()
        .AddSingleton<ObjectFields, LibraryQueries>()
        .AddPlannedSchema((_, options) =>
        {
            options.RequestValues.Add("country", _ => country());
            planning?.Invoke(options);
        });

    /// <summary>Exceptions that clients saw as unexpected errors.</summary>
    public List<Exception> Failures { get; } = [];

    public string Country { get; set; } = "NO";

    /// <summary>Who calls.</summary>
    public ClaimsPrincipal? User { get; set; }

    public Func<LibraryContext> Lease { get; }

    /// <summary>The SQL that the last operation ran.</summary>
    public IReadOnlyList<string> Commands => [.. _commands.Texts];

    public IServiceProvider Services => _services;

    /// <summary>Forgets the commands so far.</summary>
    public void ClearCommands() => _commands.Texts.Clear();

    /// <summary>How many queries were compiled so far.</summary>
    public int Compilations => CompilationCount.Instance.Of(_file);

    public GraphQL.Types.ISchema Schema => _services.GetRequiredService<GraphQL.Types.ISchema>();

    public async Task AddAsync(params object[] entities)
    {
        await using var context = Lease();
        context.AddRange(entities);
        await context.SaveChangesAsync();
    }

    /// <summary>Runs an operation; variables are JSON.</summary>
    public async Task<JsonElement> RunAsync(string query, string? variables = null)
        => JsonDocument.Parse(await BytesAsync(query, variables)).RootElement;

    public async Task<string> TextAsync(string query, string? variables = null)
        => Encoding.UTF8.GetString(await BytesAsync(query, variables));

    public async Task<byte[]> BytesAsync(string query, string? variables = null)
    {
        _commands.Texts.Clear();
        var executor = _services.GetRequiredService<GraphQLExecutor>();
        var json = $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables ?? "null"}}}";
        var request = RequestReader.Read(Encoding.UTF8.GetBytes(json), new LimitOptions());
        using var response = await executor.ExecuteAsync(request, User, _services);
        using var buffer = new PooledBuffer();
        ResponseWriter.Write(response.Result, buffer);
        return buffer.WrittenMemory.ToArray();
    }

    public void Dispose()
    {
        _services.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    private sealed class CommandLog : DbCommandInterceptor
    {
        internal ConcurrentQueue<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Texts.Enqueue(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }

    /// <summary>One for all servers, because EF builds its services anew for each interceptor of this kind.</summary>
    private sealed class CompilationCount : IQueryExpressionInterceptor
    {
        private readonly ConcurrentDictionary<string, int> _counts = [];

        internal static CompilationCount Instance { get; } = new();

        internal int Of(string file) => _counts.GetValueOrDefault(file);

        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            var file = eventData.Context!.Database.GetDbConnection().DataSource;
            _counts.AddOrUpdate(file, 1, (_, count) => count + 1);
            return queryExpression;
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
    public override ValueTask<DbContext> LeaseAsync(ClaimsPrincipal? caller, CancellationToken cancelled)
        => new(lease());

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await context.Database.UseTransactionAsync(transaction, cancellationToken))!;
    }

    public override Expression PageOfEach(NestedRows nested) => nested.ByKeys();
}
