using System.Net;
using System.Security.Claims;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Rates;
using PipelineGraph.Engine.Tests.Limits.Cost;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Tests.Transport.WebSocket;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.Limits;

public class CallerRateTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_caller_has_so_many_requests_a_minute_and_gets_them_back_evenly()
    {
        using var rates = Rates(requests: 60);
        var ada = Caller("ada");

        for (var i = 0; i < 60; i++) Assert.Null(rates.Request(ada));
        Assert.Equal(1, rates.Request(ada)!.Seconds);

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(rates.Request(ada));
        Assert.Null(rates.Request(ada));
        Assert.NotNull(rates.Request(ada));
    }

    [Fact]
    public void Tokens_are_saved_up_for_a_minute_and_no_longer()
    {
        using var rates = Rates(requests: 2);
        var ada = Caller("ada");
        Assert.Null(rates.Request(ada));

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(rates.Request(ada));
        Assert.Null(rates.Request(ada));
        Assert.NotNull(rates.Request(ada));
    }

    [Fact]
    public void Callers_do_not_take_from_each_other_and_the_server_itself_has_no_limit()
    {
        using var rates = Rates(requests: 1);

        Assert.Null(rates.Request(Caller("ada")));
        Assert.NotNull(rates.Request(Caller("ada")));
        Assert.Null(rates.Request(Caller("bob")));
        Assert.Null(rates.Request(null));
        Assert.Null(rates.Request(null));
    }

    [Fact]
    public void Cost_is_taken_whole_and_the_error_says_when_there_is_enough_again()
    {
        using var rates = Rates(cost: 600);
        var ada = Caller("ada");
        Assert.Null(rates.Spend(ada, 500));

        var refused = rates.Spend(ada, 200)!;

        Assert.Equal(("RATE_LIMITED", 10), (refused.Code, refused.Seconds));
        Assert.Equal(("CostPerMinute", 600, 10),
            (refused.Extensions!["limit"], refused.Extensions["max"], refused.Extensions["retryAfter"]));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(rates.Spend(ada, 200));
    }

    [Fact]
    public void An_operation_that_costs_more_than_a_minute_gives_takes_all_of_it()
    {
        using var rates = Rates(cost: 60);
        var ada = Caller("ada");

        Assert.Null(rates.Spend(ada, 1e300));
        Assert.Equal(60, rates.Spend(ada, 1e300)!.Seconds);
    }

    [Fact]
    public void New_database_queries_count_a_hundred_each()
    {
        using var rates = Rates(cost: 600);
        var ada = Caller("ada");

        rates.AddQueries(ada, 5);

        Assert.NotNull(rates.Spend(ada, 101));
        Assert.Null(rates.Spend(ada, 100));
    }

    [Fact]
    public async Task Over_http_too_many_requests_give_429_with_the_seconds_to_wait()
    {
        await using var host = await HostAsync(limits => limits.RequestsPerMinute = 2);

        Assert.Equal(HttpStatusCode.OK, (await host.QueryAsync("{ hello }")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.QueryAsync("{ nope }", accept: GraphQLResponse)).StatusCode);
        var refused = await host.QueryAsync("{ hello }");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("30", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(OneLine("""
            {"errors":[{"message":"You exceed the limit `RequestsPerMinute` of 2 a minute. Try again later.",
            "extensions":{"code":"RATE_LIMITED","limit":"RequestsPerMinute","max":2,"retryAfter":30}}]}
            """), await refused.TextAsync());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await host.QueryAsync("{ hello }")).StatusCode);
    }

    [Fact]
    public async Task What_exceeds_a_callers_cost_is_not_executed_and_streams_are_refused_by_status_too()
    {
        using var schema = new CostSchema();
        await using var host = await GraphQLHost.StartAsync(
            limits: limits => limits.CostPerMinute = 100,
            services: services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<ISchema>(schema));

        var passed = await host.QueryAsync("{ count all { title } }");   // 1 and 31
        await host.QueryAsync("{ books(first: 50) { nodes { title } } }");   // 11 and 52
        var refused = await host.QueryAsync("{ count all { title } }");
        var stream = await host.QueryAsync("{ count all { title } }", accept: "text/event-stream");

        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        Assert.All([refused, stream], each => Assert.Equal(HttpStatusCode.TooManyRequests, each.StatusCode));
        Assert.Equal("application/json", stream.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1, schema.Executed);
    }

    [Fact]
    public async Task On_sockets_the_operation_gets_an_error_and_the_connection_stays()
    {
        await using var host = await HostAsync(limits => limits.RequestsPerMinute = 1);
        using var client = await (await SocketClient.ConnectAsync(host.Url)).InitialisedAsync();

        await client.SubscribeAsync("1", "{ hello }");
        Assert.Contains("\"next\"", await client.ReceiveAsync());
        Assert.Contains("\"complete\"", await client.ReceiveAsync());
        await client.SubscribeAsync("2", "{ hello }");

        var error = await client.ReceiveAsync();
        Assert.StartsWith("""{"type":"error","id":"2",""", error);
        Assert.Contains("\"code\":\"RATE_LIMITED\"", error);
        await client.SettleAsync();
    }

    [Fact]
    public async Task Callers_are_told_apart_by_the_subject_of_their_token()
    {
        await using var host = await GraphQLHost.StartAsync(
            limits: limits => limits.RequestsPerMinute = 1,
            services: services => services.AddSingleton<TimeProvider>(_clock),
            pipeline: app => app.Use((context, next) =>
            {
                context.User = Caller(context.Request.Headers["X-Subject"].ToString());
                return next(context);
            }));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("ada"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("ada"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("bob"));

        async Task<HttpStatusCode> StatusAsync(string subject)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, host.Url + "?query={hello}");
            request.Headers.Add("X-Subject", subject);
            return (await host.SendAsync(request, accept: null)).StatusCode;
        }
    }

    private CallerRates Rates(int requests = 0, int cost = 0)
        => new(Options.Create(new LimitOptions { RequestsPerMinute = requests, CostPerMinute = cost }), _clock);

    private Task<GraphQLHost> HostAsync(Action<LimitOptions> limits) => GraphQLHost.StartAsync(
        limits: limits, services: services => services.AddSingleton<TimeProvider>(_clock));

    private static ClaimsPrincipal Caller(string subject) => new(new ClaimsIdentity([new("sub", subject)], "test"));
}
