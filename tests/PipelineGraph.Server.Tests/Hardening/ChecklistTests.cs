using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>
/// What the scanners graphql-cop and graphql-armor look for, against a server in Production with settings as they come,
/// asked by a caller who has a valid token. None of it is found.
/// </summary>
public sealed class ChecklistTests : IAsyncLifetime
{
    private readonly Issuer _issuer = new();
    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await _issuer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Name of the check, document, and what its refusal says.</summary>
    public static TheoryData<string, string, string> Documents => new()
    {
        {
            "cop: alias overloading",
            $"query cop {{ {Many(101, i => $"alias{i}:__typename ")} }}",
            "\"limit\":\"Aliases\""
        },
        { "armor: max aliases", $"{{ me {{ {Many(31, i => $"a{i}: subject ")} }} }}", "\"limit\":\"Aliases\"" },
        {
            "cop: directive overloading", "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }",
            "\"limit\":\"DirectivesPerLocation\""
        },
        {
            "armor: max directives",
            $"{{ me {{ {Many(51, _ => "subject @include(if: true) ")} }} }}",
            "\"limit\":\"Directives\""
        },
        {
            "cop: field duplication",
            $"query cop {{ {Many(500, _ => "__typename ")} }}",
            "\"limit\":\"QueryRootFields\""
        },
        {
            "field duplication below the root",
            $"{{ me {{ {Many(1_001, _ => "subject ")} }} }}",
            "\"limit\":\"Fields\""
        },
        { "armor: max tokens", $"{{ me {{ {Many(2_000, _ => "subject ")} }} }}", "\"limit\":\"Tokens\"" },
        {
            "armor: max depth",
            "{ accounts { nodes { deals { nodes { account { deals { nodes { stage { pipeline { stages { pipeline { stages "
                + "{ name } } } } } } } } } } } } }",
            "\"limit\":\"Depth\""
        },
        {
            "armor: cost limit",
            "{ deals(first: 50) { nodes { activities(first: 50) { nodes { id deal { account { name } } } } } } }",
            "\"code\":\"HC0047\""
        },
        { "cop: introspection", "query cop { __schema { types { name fields { name } } } }", "\"code\":\"HC0046\"" },
        { "one type", "{ __type(name: \"Deal\") { name } }", "\"code\":\"HC0046\"" },
        {
            "introspection by a fragment",
            "{ ...A } fragment A on Query { ... { x: __schema { queryType { name } } } }",
            "\"code\":\"HC0046\""
        },
        { "cop: field suggestions", "query cop { __schema { directive } }", "errors" },
        { "suggestion of a field", "{ dealss { nodes { titel } } }", "errors" },
        { "suggestion of an argument", "{ deals(frist: 1) { totalCount } }", "errors" },
        { "suggestion of a type", "{ me { ... on Viewr { subject } } }", "errors" },
        { "suggestion of a value", "{ deals(where: { status: { eq: OPNE } }) { totalCount } }", "errors" },
        { "suggestion of an input field", "{ deals(where: { titel: { eq: \"a\" } }) { totalCount } }", "errors" },
        { "cop: unhandled errors", "qwerty cop { abc }", "\"code\":\"HC0011\"" },
    };

    [Theory, MemberData(nameof(Documents))]
    public async Task Document_is_refused_and_tells_nothing(string check, string document, string refusal)
    {
        using var answer = await _server.AskAsync(_issuer.Token(Role.Rep), document);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains(refusal, text, StringComparison.Ordinal);
        Assert.All(["\"data\"", "Did you mean", "\"exception\"", "tracing", "stack"],
            told => Assert.DoesNotContain(told, text, StringComparison.OrdinalIgnoreCase));
        using var body = JsonDocument.Parse(text);
        Assert.InRange(body.RootElement.GetProperty("errors").GetArrayLength(), 1, 5);
        Assert.NotEmpty(check);
    }

    [Fact]
    public async Task Circular_introspection_is_refused_even_for_those_who_may_see_the_schema()
    {
        const string Circle = "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type "
            + "{ name } } } } } } } } } } }";

        using var answer = await _server.AskAsync(_issuer.Token(Role.Analyst), Circle);

        Assert.DoesNotContain("\"data\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_are_refused()
    {
        using var answer = await PostAsync(
            $"[{string.Join(',', Enumerable.Repeat("""{"query":"query cop { __typename }"}""", 10))}]", "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Body_above_128_KiB_is_refused()
    {
        using var answer = await PostAsync(
            $$"""{"query":"{ me { subject } } #{{new string('x', 128 * 1024)}}"}""", "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Mutation_by_GET_is_405()
    {
        using var answer = await GetAsync("mutation cop {__typename}", ("Authorization", $"Bearer {_issuer.Token()}"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "query=query+cop+%7B+__typename+%7D")]
    [InlineData("text/plain", """{"query":"query cop { __typename }"}""")]
    [InlineData("multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n{ __typename }\r\n--b--")]
    public async Task What_a_form_of_another_site_can_post_is_415(string type, string body)
    {
        using var answer = await PostAsync(body, type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    /// <summary>graphql-cop reports queries by GET. Pages of other sites can send one, but not sign in.</summary>
    [Fact]
    public async Task Query_by_GET_needs_the_token_in_its_header()
    {
        using var signedIn = await GetAsync("{__typename}", ("Authorization", $"Bearer {_issuer.Token()}"));
        using var cookie = await GetAsync("{__typename}", ("Cookie", $"Authorization=Bearer {_issuer.Token()}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (signedIn.StatusCode, cookie.StatusCode));
        Assert.Null(signedIn.Header("Set-Cookie"));
    }

    [Fact]
    public async Task Neither_traces_nor_other_extensions_are_added()
    {
        using var answer = await PostAsync(
            """{"query":"query cop { __typename }","extensions":{"tracing":true}}""", "application/json");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/graphql", HttpStatusCode.Found)]
    [InlineData("/graphiql", HttpStatusCode.NotFound)]
    [InlineData("/playground", HttpStatusCode.NotFound)]
    [InlineData("/altair", HttpStatusCode.NotFound)]
    [InlineData("/voyager", HttpStatusCode.NotFound)]
    [InlineData("/graphql/console", HttpStatusCode.NotFound)]
    public async Task Endpoint_shows_no_console_of_others_and_its_own_is_a_page_without_a_token(
        string path, HttpStatusCode status)
    {
        using var answer = await _server.SendAsync("GET", path, ("Accept", "text/html"));
        var page = await _server.Client.GetStringAsync("/graphql/ui/bcp-config.json");

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("httpHeaders", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_at_all_is_answered_without_a_token()
    {
        foreach (var document in Documents.Select(row => (string)row[1]).Append("{ __typename }"))
        {
            using var answer = await _server.AskAsync(token: null, document);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static string Many(int count, Func<int, string> part)
        => string.Concat(Enumerable.Range(0, count).Select(part));

    private Task<HttpResponseMessage> GetAsync(string query, params (string, string)[] headers)
        => _server.SendAsync("GET", $"/graphql?query={Uri.EscapeDataString(query)}", headers);

    private async Task<HttpResponseMessage> PostAsync(string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token());
        return await _server.Client.SendAsync(request);
    }
}
