using System.Net.Http.Json;
using System.Text.Json;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Transport;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.Errors;

public sealed class ErrorShapeTests : IAsyncLifetime
{
    private GraphQLHost _host = null!;

    public async Task InitializeAsync() => _host = await GraphQLHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("{ $x }", 3, "Expected a `Name`-token, but found a `Dollar`-token.")]
    [InlineData("{ hello", 8, "Expected a `Name`-token, but found a `EndOfFile`-token.")]
    [InlineData("{ hello(name: ) }", 15, "Unexpected token: `RightParenthesis`.")]
    [InlineData("}", 1, "Unexpected token: `RightBrace`.")]
    [InlineData("# nothing", 1, "Unexpected token: `EndOfFile`.")]
    public async Task A_syntax_error_tells_its_place_and_the_token(string query, int column, string message)
    {
        Assert.Equal(
            OneLine($$$"""
                {"errors":[{"message":"{{{message}}}","locations":[{"line":1,"column":{{{column}}}}],
                "extensions":{"code":"HC0011"}}]}
                """),
            await AnswerAsync(query));
    }

    [Theory]
    [InlineData("{ foo }", "foo")]
    [InlineData("{ a: foo }", "a")]
    public async Task A_field_that_does_not_exist_is_told_with_its_type(string query, string responseName)
    {
        Assert.Equal(
            OneLine($$$"""
                {"errors":[{"message":"The field `foo` does not exist on the type `Query`.",
                "locations":[{"line":1,"column":3}],"extensions":{"type":"Query","field":"foo",
                "responseName":"{{{responseName}}}","specifiedBy":"https://spec.graphql.org/October2021/
                #sec-Field-Selections-on-Objects-Interfaces-and-Unions-Types"}}]}
                """),
            await AnswerAsync(query));
    }

    [Fact]
    public async Task Variables_that_are_not_declared_are_told_together()
    {
        Assert.Equal(
            OneLine("""
                {"errors":[{"message":"The following variables were not declared: n, m.",
                "locations":[{"line":1,"column":15},{"line":1,"column":34}],
                "extensions":{"specifiedBy":"https://spec.graphql.org/October2021/#sec-All-Variable-Uses-Defined"}}]}
                """),
            await AnswerAsync("{ hello(name: $n) a: hello(name: $m) }"));
    }

    [Theory]
    [InlineData("{ helo }")]
    [InlineData("{ hello(nam: \"x\") }")]
    [InlineData("{ hello @skp(if: true) }")]
    [InlineData("query ($a: Strin) { hello(name: $a) }")]
    [InlineData("{ ... on Itm { name } }")]
    [InlineData("{ item { nam } }")]
    public async Task No_message_suggests_a_name(string query)
    {
        var answer = await AnswerAsync(query);

        Assert.Contains("errors", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"code\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_five_errors_are_reported()
    {
        var answer = JsonDocument.Parse(await AnswerAsync("{ a b c d e f g h }"));

        Assert.Equal(5, answer.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task An_unexpected_error_shows_only_the_trace_id_under_which_it_is_logged()
    {
        var answer = await AnswerAsync("{ fails hello }");

        var error = JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0];
        var traceId = error.GetProperty("extensions").GetProperty("traceId").GetString()!;
        Assert.Equal(
            OneLine($$$"""
                {"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],
                "path":["fails"],"extensions":{"traceId":"{{{traceId}}}"}}],
                "data":{"fails":null,"hello":"hi there"}}
                """),
            answer);
        var logged = Assert.Single(_host.Logs.Lines, line => line.Contains(traceId, StringComparison.Ordinal));
        Assert.Contains("Query.fails", logged, StringComparison.Ordinal);
        Assert.Contains("SELECT secret", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_outside_of_any_field_leaves_null_data_and_hides_as_much()
    {
        await using var host = await GraphQLHost.StartAsync(
            services: services => services.AddSingleton<IExecutionStrategySelector, BrokenSelector>());

        var response = await host.QueryAsync("{ hello }", accept: GraphQLResponse);

        var answer = await response.TextAsync();
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("\"message\":\"Unexpected Execution Error\",\"extensions\"", answer, StringComparison.Ordinal);
        Assert.EndsWith(""","data":null}""", answer, StringComparison.Ordinal);
        Assert.Contains(host.Logs.Lines, line => line.Contains("No strategy today.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_is_no_JSON_gives_500_with_a_masked_error()
    {
        var response = await _host.QueryAsync("{ notANumber }");

        var answer = await response.TextAsync();
        Assert.Equal(500, (int)response.StatusCode);
        Assert.StartsWith("""{"errors":[{"message":"Unexpected Execution Error",""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_id_is_that_of_the_current_activity()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url)
        {
            Content = JsonContent.Create(new { query = "{ fails }" }),
            Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } },
        };

        var answer = await (await _host.SendAsync(request, accept: null)).TextAsync();

        Assert.Contains("0af7651916cd43dd8448eb211c80319c", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_in_a_non_null_field_takes_its_parent_with_it()
    {
        Assert.Equal(
            OneLine("""
                {"errors":[{"message":"Cannot return null for non-nullable field.",
                "locations":[{"line":1,"column":15}],"path":["item","missing"],
                "extensions":{"code":"HC0018"}}],"data":{"item":null}}
                """),
            await AnswerAsync("{ item { name missing } }"));
    }

    [Fact]
    public async Task A_declared_refusal_keeps_its_message_and_code()
    {
        Assert.Equal(
            OneLine("""
                {"errors":[{"message":"Not for you.","locations":[{"line":1,"column":3}],
                "path":["refused"],"extensions":{"code":"DEAL_REFUSED"}}],"data":{"refused":null}}
                """),
            await AnswerAsync("{ refused }"));
    }

    [Theory]
    [InlineData("""{"v":"x"}""")]
    [InlineData("""{"v":null}""")]
    [InlineData("{}")]
    public async Task A_variable_of_the_wrong_type_is_refused_before_execution(string variables)
    {
        const string Query = "query ($v: Int!) { double(of: $v) }";

        var response = await _host.PostAsync(
            $$"""{"query":"{{Query}}","variables":{{variables}}}""", HttpCalls.GraphQLResponse);

        var answer = await response.TextAsync();
        Assert.Equal(400, (int)response.StatusCode);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"HC0016\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_is_cancelled_and_what_it_owned_is_released()
    {
        await using var host = await GraphQLHost.StartAsync(
            limits: limits => limits.ExecutionTimeout = TimeSpan.FromMilliseconds(200));

        var response = await host.QueryAsync("{ slow }");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(
            OneLine("""
                {"errors":[{"message":"The request exceeded the configured timeout of `00:00:00.2000000`.",
                "extensions":{"code":"HC0045"}}]}
                """),
            await response.TextAsync());
        Assert.True(host.Probe.Owned!.Disposed);
    }

    private async Task<string> AnswerAsync(string query) => await (await _host.QueryAsync(query)).TextAsync();

    private sealed class BrokenSelector : IExecutionStrategySelector
    {
        public IExecutionStrategy Select(GraphQL.Execution.ExecutionContext context)
            => throw new NotSupportedException("No strategy today.");
    }
}
