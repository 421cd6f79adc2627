using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>
/// The real server over a small demo company and a little of everything, at a clock that stands still; ids are the same
/// in every run.
/// </summary>
public sealed class DemoServer : IAsyncLifetime, IAsyncDisposable
{
    public const string Collection = "Demo company";

    private const int Deals = 300;

    /// <summary>Tests that walk the whole schema ask for more at once than clients may.</summary>
    private static readonly string[] AnyCost = ["--Limits:FieldCost=1000000", "--Limits:TypeCost=1000000"];

    private static readonly DateTimeOffset Now = new(2026, 5, 20, 14, 30, 0, TimeSpan.Zero);
    private readonly CommandLog _commands = new();
    private IReadOnlyList<string> _latest = [];
    private readonly FakeTimeProvider _clock = new(Now);
    private RunningServer? _server;
    private TestDatabase? _own;   // where it is not in the server's folder

    internal RunningServer Running => _server ?? throw new InvalidOperationException("It was not started.");

    internal PipelineDatabase Database => Running.App.Services.GetRequiredService<PipelineDatabase>();

    internal SchemaMap Map { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await StartAsync();
        await new DemoCompany(Database, _clock).CreateAsync(Deals);
        await Rows.AddAsync(Database, [.. new SampleCompany().Entities]);
        await StableIds.ApplyAsync(Database);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_own is not null) await _own.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Starts it with nothing in its database.</summary>
    internal async Task StartAsync(params string[] settings)
    {
        _server = await RunningServer.StartAsync(settings: [.. AnyCost, .. settings], adjust: services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            _commands.AddTo(services);
        });
        Map = new SchemaMap(_server.App.Services.GetRequiredService<ISchema>());
        var token = Token(Role.Analyst);
        _server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>A token by the system's clock, because signing in goes by that one.</summary>
    internal string Token(Role role, string subject = "demo") => Token([role], subject);

    internal string Token(IReadOnlyList<Role> roles, string subject = "demo")
    {
        var services = Running.App.Services;
        var environment = services.GetRequiredService<IHostEnvironment>();
        var tokens = new LocalTokens(services.GetRequiredService<LocalKey>(), environment, TimeProvider.System);
        return tokens.Issue(new Caller(subject, "Demo", roles, Team: null), TimeSpan.FromHours(1));
    }

    /// <summary>The same rows on the server that PIPELINEGRAPH_POSTGRESQL names, or the test is skipped.</summary>
    internal async Task<DemoServer> OnPostgreSqlAsync()
    {
        var database = await TestDatabase.PostgreSqlAsync();
        var other = new DemoServer { _own = database };
        var connection = database.Database.Settings.ConnectionString;
        await other.StartAsync("--Database:Provider=PostgreSql", $"--ConnectionStrings:PipelineGraph={connection}");
        await Rows.AddAsync(other.Database, await Rows.AllAsync(Database));
        await Rows.CopyLogEndAsync(Database, other.Database);
        return other;
    }

    /// <summary>Lets time go by; not on the server that tests share.</summary>
    internal void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>The subject of a sales rep who owns deals.</summary>
    internal async Task<string> OwnerOfDealsAsync()
    {
        await using var context = Database.Lease();
        return (await context.SalesReps.Where(rep => rep.Subject != null && rep.Deals.Any())
            .OrderByDescending(rep => rep.Deals.Count).Select(rep => rep.Subject).FirstAsync())!;
    }

    /// <summary>The whole answer, as text.</summary>
    internal async Task<string> AnswerAsync(string query, JsonElement? variables = null)
    {
        (var answer, _latest) = await _commands.OfAsync(async () =>
        {
            using var response = await Running.Client.PostAsJsonAsync("/graphql", new { query, variables });
            return await response.Content.ReadAsStringAsync();
        });
        return answer;
    }

    internal async Task<JsonElement> AskAsync(string query)
        => JsonSerializer.Deserialize<JsonElement>(await AnswerAsync(query));

    /// <summary>The data of an answer that must have no errors.</summary>
    internal async Task<JsonElement> DataAsync(string query)
    {
        var answer = await AskAsync(query);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{query}\n{errors}\n{Failure()}");
        return answer.GetProperty("data");
    }

    /// <summary>What the latest unexpected error was, if there was one.</summary>
    internal Exception? Failure() => _commands.TakeFailure();

    /// <summary>SQL of the latest question.</summary>
    internal IReadOnlyList<string> Commands() => _latest;
}

[CollectionDefinition(DemoServer.Collection)]
public sealed class SharedDemoServer : ICollectionFixture<DemoServer>;
