using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Import;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>The real server over an empty database, at a clock that the test moves; everything is done by its API.</summary>
internal sealed class Office : IAsyncDisposable
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private readonly RunningServer _server;
    private readonly ConcurrentDictionary<(Role, string, string?), string> _tokens = [];

    private Office(RunningServer server, FakeTimeProvider clock) => (_server, Clock) = (server, clock);

    public FakeTimeProvider Clock { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public PipelineDatabase Database => _server.App.Services.GetRequiredService<PipelineDatabase>();

    public IServiceProvider Services => _server.App.Services;

    public HttpClient Client => _server.Client;

    public static Task<Office> OpenAsync(params string[] settings) => OpenAsync(Start, settings);

    public static Task<Office> OpenAsync(DateTime start, params string[] settings) => OpenAsync(start, settings, null);

    /// <param name="adjust">What else is different from the usual server.</param>
    public static async Task<Office> OpenAsync(DateTime start, string[] settings, Action<IServiceCollection>? adjust)
    {
        var clock = new FakeTimeProvider(start);
        return new Office(await RunningServer.StartAsync(settings: settings, adjust: services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            adjust?.Invoke(services);
        }), clock);
    }

    /// <summary>Has the server look for stalled deals; it does not by itself here.</summary>
    public Task LookForStalledAsync() => Services.GetRequiredService<StalledDealMonitor>().PassAsync(default);

    /// <summary>Every row of every table, as text.</summary>
    public Task<string> DumpAsync() => Database.DumpAsync();

    public string TokenOf(Role role, string? subject = null, string? team = null)
    {
        var key = (role, subject ?? role.ToString(), team);
        if (_tokens.TryGetValue(key, out var known)) return known;

        return _tokens[key] = Tokens().Issue(
            new Caller(key.Item2, $"The {role}", [role], team), TimeSpan.FromHours(1));
    }

    /// <summary>A token of somebody with any number of roles.</summary>
    public string TokenOf(IReadOnlyList<Role> roles, string subject, string? team = null) => Tokens().Issue(
        new Caller(subject, null, roles, team), TimeSpan.FromHours(1));

    /// <summary>A token of an admin that ends soon, by the system's clock.</summary>
    public string ShortToken(TimeSpan lifetime) => Tokens().Issue(
        new Caller("short", null, [Role.Admin], Team: null), lifetime);

    /// <summary>Stops the server as a signal does.</summary>
    public Task StopAsync() => _server.App.StopAsync();

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

    /// <inheritdoc cref="CallAsync(string, object, string, Role, string?, string?)"/>
    public Task<Payload> CallAsync(string mutation, object input, string selection, By by)
        => CallAsync(mutation, input, selection, by.Role, by.Subject, by.Team);

    /// <summary>The operation that <see cref="CallAsync(string, object, string, Role, string?, string?)"/> sends.</summary>
    public static string Text(string mutation, string selection)
    {
        var name = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        return $$"""
            mutation ($input: {{name}}Input!) { {{mutation}}(input: $input) { {{selection}} errors {
              __typename ... on Error { message } {{Known(mutation)}} } } }
            """;
    }

    // Signing in goes by the system's clock.
    private LocalTokens Tokens() => new(Services.GetRequiredService<LocalKey>(),
        Services.GetRequiredService<IHostEnvironment>(), TimeProvider.System);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>What the errors of a mutation tell: a fragment on a type that its union has not is refused.</summary>
    public static string Known(string mutation)
        => "... on InvalidInputError { field } " + string.Join(' ', ErrorFields[mutation].Select(error
            => $"... on {error}"));

    private static readonly Dictionary<string, string[]> ErrorFields = SchemaErrors.Read();
}
