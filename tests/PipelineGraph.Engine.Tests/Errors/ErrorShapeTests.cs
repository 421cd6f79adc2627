using System.Diagnostics;
using System.Text.Json;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Errors;

public sealed class ErrorShapeTests : IAsyncLifetime
{
    private GraphQLHost _host = null!;

    public async Task InitializeAsync()
        => _host = await GraphQLHost.StartAsync(limits: limits => limits.ExecutionTimeout = TimeSpan.FromMilliseconds(200));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("{ $x }", """{"message":"Expected a `Name`-token, but found a `Dollar`-token.","locations":[{"line":1,"column":3}],"extensions":{"code":"HC0011"}}""")]
    [InlineData("{ hello", """{"message":"Expected a `Name`-token, but found a `EndOfFile`-token.","locations":[{"line":1,"column":8}],"extensions":{"code":"HC0011"}}""")]
    [InlineData("}", """{"message":"Unexpected token: `RightBrace`.","locations":[{"line":1,"column":1}],"extensions":{"code":"HC0011"}}""")]
    [InlineData("# nothing", """{"message":"Unexpected token: `EndOfFile`.","locations":[{"line":1,"column":1}],"extensions":{"code":"HC0011"}}""")]
    [InlineData("{ foo }", """{"message":"The field `foo` does not exist on the type `Query`.","locations":[{"line":1,"column":3}],"extensions":{"type":"Query","field":"foo","responseName":"foo","specifiedBy":"https://spec.graphql.org/October2021/#sec-Field-Selections-on-Objects-Interfaces-and-Unions-Types"}}""")]
    [InlineData("{ a: foo }", """{"message":"The field `foo` does not exist on the type `Query`.","locations":[{"line":1,"column":3}],"extensions":{"type":"Query","field":"foo","responseName":"a","specifiedBy":"https://spec.graphql.org/October2021/#sec-Field-Selections-on-Objects-Interfaces-and-Unions-Types"}}""")]
    [InlineData("{ hello(name: $n) }", """{"message":"The following variables were not declared: n.","locations":[{"line":1,"column":15}],"extensions":{"specifiedBy":"https://spec.graphql.org/October2021/#sec-All-Variable-Uses-Defined"}}""")]
    [InlineData("query A { hello } query B { hello }", """{"message":"The document contains several operations, so the parameter operationName has to be set."}""")]
    public async Task A_refused_document_has_one_error_and_no_data(string query, string error)
    {
        Assert.Equal($$"""{"errors":[{{error}}]}""", await AnswerAsync(query));
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
            $$$"""{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["fails"],"extensions":{"traceId":"{{{traceId}}}"}}],"data":{"fails":null,"hello":"hi there"}}""",
            answer);
        Assert.Contains(_host.Logs.Lines, line => line.Contains(traceId, StringComparison.Ordinal)
            && line.Contains("Query.fails", StringComparison.Ordinal) && line.Contains("SELECT secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trace_id_is_that_of_the_current_activity()
    {
        using var source = new ActivitySource(nameof(The_trace_id_is_that_of_the_current_activity));
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url)
        {
            Content = new StringContent("""{"query":"{ fails }"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            Headers = { { "traceparent", Parent } },
        };

        var answer = await (await _host.SendAsync(request, accept: null)).TextAsync();

        Assert.Contains("0af7651916cd43dd8448eb211c80319c", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_in_a_non_null_field_takes_its_parent_with_it()
    {
        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field.","locations":[{"line":1,"column":15}],"path":["item","missing"],"extensions":{"code":"HC0018"}}],"data":{"item":null}}""",
            await AnswerAsync("{ item { name missing } }"));
    }

    [Fact]
    public async Task A_declared_refusal_keeps_its_message_and_code()
    {
        Assert.Equal(
            """{"errors":[{"message":"Not for you.","locations":[{"line":1,"column":3}],"path":["refused"],"extensions":{"code":"DEAL_REFUSED"}}],"data":{"refused":null}}""",
            await AnswerAsync("{ refused }"));
    }

    [Theory]
    [InlineData("""{"v":"x"}""")]
    [InlineData("""{"v":null}""")]
    [InlineData("{}")]
    public async Task A_variable_of_the_wrong_type_is_refused_before_execution(string variables)
    {
        var response = await _host.PostAsync(
            $$"""{"query":"query ($v: Int!) { double(of: $v) }","variables":{{variables}}}""", HttpCalls.GraphQLResponse);

        var answer = JsonDocument.Parse(await response.TextAsync()).RootElement;
        Assert.Equal(400, (int)response.StatusCode);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal("HC0016", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_is_cancelled_and_what_it_owned_is_released()
    {
        var response = await _host.QueryAsync("{ slow }");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(
            """{"errors":[{"message":"The request exceeded the configured timeout of `00:00:00.2000000`.","extensions":{"code":"HC0045"}}]}""",
            await response.TextAsync());
        Assert.True(_host.Probe.Owned!.Disposed);
    }

    private async Task<string> AnswerAsync(string query) => await (await _host.QueryAsync(query)).TextAsync();
}
