using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>What one caller may ask for in a minute, at the defaults outside Development.</summary>
[Collection(LimitServer.Collection)]
public sealed class RateTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(
        "Staging", adjust: services => services.AddSingleton<TimeProvider>(_clock));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Caller_who_sent_6_000_requests_waits_for_the_next_and_others_do_not()
    {
        var (ada, bob) = (_server.Token(Role.Admin), Token("bob"));

        for (var i = 0; i < 6_000; i++) Assert.Equal(HttpStatusCode.OK, await StatusAsync("{ __typename }", ada));
        var refused = await StatusAsync("{ __typename }", ada);
        var other = await StatusAsync("{ __typename }", bob);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        var later = await StatusAsync("{ __typename }", ada);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK), (refused, other, later));
    }

    [Fact]
    public async Task Caller_who_spent_600_000_waits_for_more()
    {
        const string Costly = "{ accounts(first: 50) { nodes { deals(first: 49) { nodes { id } } } } }";
        var ada = _server.Token(Role.Admin);
        var cost = await CostAsync(Costly, ada);

        var passed = 1;
        while (passed < 600 && await StatusAsync(Costly, ada) is HttpStatusCode.OK) passed++;
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(600_000 / cost, passed);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Costly, ada));
    }

    [Fact]
    public async Task Each_of_the_database_queries_that_are_new_costs_a_hundred()
    {
        const string Three = "{ deals(first: 1) { totalCount nodes { title activities(first: 1) { nodes { subject } } } } }";
        var cost = await CostAsync(Three, _server.Token(Role.Admin));
        await using var server = await RunningServer.StartAsync("Staging", [$"--Limits:CostPerMinute={(3 * cost) + 300 - 1}"],
            services => services.AddSingleton<TimeProvider>(_clock));

        HttpStatusCode[] answers =
        [
            (await AskAsync(Three, server.Token(Role.Admin), server)).Status,
            (await AskAsync(Three, server.Token(Role.Admin), server)).Status,
            (await AskAsync(Three, server.Token(Role.Admin), server)).Status,
        ];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
    }

    private async Task<int> CostAsync(string query, string token)
        => JsonDocument.Parse((await AskAsync(query, token)).Text).RootElement.GetProperty("extensions")
            .GetProperty("operationCost").EnumerateObject().Sum(part => part.Value.GetInt32());

    private string Token(string subject) => _server.App.Services.GetRequiredService<LocalTokens>()
        .Issue(new Caller(subject, null, [Role.Admin], Team: null), TimeSpan.FromHours(1));

    /// <param name="server">Another that executes it; not to have it executed costs as much.</param>
    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string query, string token, RunningServer? server = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(LimitRow.Body(query), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (server is null) request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await (server ?? _server).Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpStatusCode> StatusAsync(string query, string token) => (await AskAsync(query, token)).Status;
}
