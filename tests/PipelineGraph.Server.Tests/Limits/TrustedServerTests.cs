using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Commands;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>A server that answers trusted documents only.</summary>
public sealed class TrustedServerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Idempotency_key_of_one_address_is_not_that_of_another()
    {
        foreach (var name in (string[])["first", "second"])
            await WriteAsync(name, $$"""mutation { createAccount(input: { name: "{{name}}" }) { account { name } } }""");
        await using var server = await StartAsync();

        var first = await PostAsync(server, "/graphql/persisted/first", Role.Admin, key: "k");
        var again = await PostAsync(server, "/graphql/persisted/first", Role.Admin, key: "k");
        var second = await PostAsync(server, "/graphql/persisted/second", Role.Admin, key: "k");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("IDEMPOTENCY_KEY_REUSED", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_needs_a_token_and_obeys_rights()
    {
        await WriteAsync("schema", "{ __schema { queryType { name } } }");
        await WriteAsync("rate", """mutation { createPipeline(input: { name: "x", currency: "EUR" }) { pipeline { name } } }""");
        await using var server = await StartAsync("--environment=Staging");

        using var nobody = await server.Client.GetAsync("/graphql/persisted/schema");
        var schema = await PostAsync(server, "/graphql/persisted/schema", Role.Rep);
        var right = await PostAsync(server, "/graphql/persisted/rate", Role.Rep);

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Contains("HC0046", await schema.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("AUTH_NOT_AUTHORIZED", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Apollo_Client_sends_the_ids_of_the_manifest_that_documents_collect_writes()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        using var output = new StringWriter();
        await CommandLine.RunAsync([.. RunningServer.Settings(_folder), "documents", "collect", Repository.OperationsFolder,
            "--output", _folder.File("documents")], output, output);
        await using var server = await StartAsync();

        var text = await NodeClients.RunAsync("manifest.mjs", new Uri(server.Client.BaseAddress!, "/graphql").ToString(),
            Path.Combine(_folder.File("documents"), "manifest.json"), server.Token(Role.Rep), "Me");

        var summary = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("REP", summary.GetProperty("data").GetProperty("me").GetProperty("roles")[0].GetString());
        Assert.Equal([false], summary.GetProperty("hasQuery").EnumerateArray().Select(sent => sent.GetBoolean()));
    }

    /// <summary>A minute gives as much as the query costs twice, and a plan but for one.</summary>
    [Theory]
    [InlineData(Role.Admin, "{}")]
    [InlineData(Role.Rep, "{}")]
    [InlineData(Role.Admin, """{"variables":{"first":10,"after":null}}""")]
    [InlineData(Role.Rep, """{"variables":{"first":10,"after":null}}""")]
    internal async Task First_request_for_a_trusted_document_costs_no_plan(Role role, string body)
    {
        await WriteAsync("list", """
            query List($first: Int = 10, $after: String) {
              deals(first: $first, after: $after) { totalCount nodes { title owner { name } activities(first: 3) { nodes { subject } } } }
            }
            """);
        var cost = await CostAsync();
        await using var server = await StartAsync($"--Limits:CostPerMinute={(2 * cost) + 99}");
        await server.App.Services.GetRequiredService<TrustedDocumentsStart>().Rehearsed;

        var first = await PostAsync(server, "/graphql/persisted/list", role, body: body);
        var second = await PostAsync(server, "/graphql/persisted/list", role, body: body);

        Assert.StartsWith("{\"data\":", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Plans_of_all_documented_operations_are_made_without_a_complaint()
    {
        using var output = new StringWriter();
        await CommandLine.RunAsync([.. RunningServer.Settings(_folder), "documents", "collect", Repository.OperationsFolder,
            "--output", _folder.File("documents")], output, output);
        var commands = new CommandLog();
        await using var server = await RunningServer.StartAsync(
            settings: [$"--TrustedDocuments:Folder={_folder.File("documents")}"],
            adjust: commands.AddTo);

        await server.App.Services.GetRequiredService<TrustedDocumentsStart>().Rehearsed;

        Assert.Null(commands.TakeFailure());
    }

    /// <summary>What `list` costs, asked of another server.</summary>
    private async Task<int> CostAsync()
    {
        await using var server = await StartAsync();
        using var response = await PostAsync(server, "/graphql/persisted/list", Role.Admin, header: ("GraphQL-Cost", "validate"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("extensions")
            .GetProperty("operationCost").EnumerateObject().Sum(part => part.Value.GetInt32());
    }

    /// <summary>At a clock that stands still: what was spent does not come back.</summary>
    private Task<RunningServer> StartAsync(params string[] more) => RunningServer.StartAsync(
        settings: [$"--TrustedDocuments:Folder={_folder.File("documents")}", "--TrustedDocuments:Only=true", .. more],
        adjust: services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow)));

    private async Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(_folder.File("documents"));
        await File.WriteAllTextAsync(Path.Combine(_folder.File("documents"), $"{name}.graphql"), text);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        RunningServer server, string path, Role role, string? key = null, string body = "{}", (string, string)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", server.Token(role));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (header is var (name, value)) request.Headers.Add(name, value);
        return await server.Client.SendAsync(request);
    }
}
