using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>The real server over an empty database, at a clock that the test moves; everything is done by its API.</summary>
internal sealed class Office : IAsyncDisposable
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private readonly RunningServer _server;
    private readonly Dictionary<(Role, string, string?), string> _tokens = [];

    private Office(RunningServer server, FakeTimeProvider clock) => (_server, Clock) = (server, clock);

    public FakeTimeProvider Clock { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public PipelineDatabase Database => _server.App.Services.GetRequiredService<PipelineDatabase>();

    public IServiceProvider Services => _server.App.Services;

    public HttpClient Client => _server.Client;

    public static async Task<Office> OpenAsync(params string[] settings)
    {
        var clock = new FakeTimeProvider(Start);
        return new Office(await RunningServer.StartAsync(
            settings: settings, adjust: services => services.AddSingleton<TimeProvider>(clock)), clock);
    }

    /// <summary>Every row of every table, as text.</summary>
    public Task<string> DumpAsync() => Database.DumpAsync();

    public string TokenOf(Role role, string? subject = null, string? team = null)
    {
        var key = (role, subject ?? role.ToString(), team);
        if (_tokens.TryGetValue(key, out var known)) return known;

        // Signing in goes by the system's clock.
        var tokens = new LocalTokens(Services.GetRequiredService<LocalKey>(),
            Services.GetRequiredService<IHostEnvironment>(), TimeProvider.System);
        return _tokens[key] = tokens.Issue(
            new Caller(key.Item2, $"The {role}", [role], team), TimeSpan.FromHours(1));
    }

    /// <summary>Posts an operation; the whole answer.</summary>
    public async Task<JsonElement> AskAsync(
        string query, object? variables = null, Role role = Role.Admin, string? subject = null, string? team = null)
    {
        using var request = Request(query, variables, TokenOf(role, subject, team));
        using var response = await Client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static HttpRequestMessage Request(string query, object? variables, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>The data of a query that must have no errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null, Role role = Role.Admin)
    {
        var answer = await AskAsync(query, variables, role);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{query}\n{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>Calls one mutation with an input; its payload, which may hold errors.</summary>
    /// <param name="selection">Data fields; the errors are always asked for, where there can be any.</param>
    public async Task<Payload> CallAsync(
        string mutation, object input, string selection = "deal { id version }", Role role = Role.Admin,
        string? subject = null, string? team = null)
    {
        var answer = await AskAsync(Text(mutation, selection), new { input }, role, subject, team);
        return new Payload(mutation, answer);
    }

    /// <summary>The operation that <see cref="CallAsync"/> sends.</summary>
    public static string Text(string mutation, string selection)
    {
        var name = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        return $$"""
            mutation ($input: {{name}}Input!) { {{mutation}}(input: $input) { {{selection}} errors {
              __typename ... on Error { message } ... on InvalidInputError { field }
              {{Known(mutation)}} } } }
            """;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>A fragment on a type that a union cannot be is refused by validation.</summary>
    private static string Known(string mutation) => mutation switch
    {
        "createAccount" or "createSalesRep" or "createPipeline" or "setExchangeRate" => "",
        _ => "... on NotFoundError { id }" + mutation switch
        {
            "createDeal" => NotAllowed,
            "createContact" => "",
            "moveDeals" => "... on BulkMoveRefusedError { refused }",
            _ => " ... on VersionConflictError { currentVersion }" + mutation switch
            {
                "moveDeal" or "winDeal" => NotAllowed + " ... on ExitCriteriaNotMetError { unmet { label } }" + Closed,
                "reopenDeal" => NotAllowed + " ... on DealNotClosedError { status }",
                "correctClosedDeal" => " ... on DealNotClosedError { status }",
                "createFollowUpDeal" => NotAllowed,
                "undoMove" => " ... on UndoExpiredError { movedAt }",
                "removeStage" or "archivePipeline" => " ... on StageInUseError { openDeals }",
                "updateDeal" or "assignDeal" or "qualifyDeal" or "loseDeal" or "disqualifyDeal" or "raiseObjection"
                    or "resolveObjection" or "completeChecklistItem" or "clearChecklistItem" => Closed,
                _ => "",
            },
        },
    };

    private const string NotAllowed =
        " ... on MoveNotAllowedError { skipped { name } needsReason needsOverride }";

    private const string Closed = " ... on DealClosedError { status }";
}
