using System.Text.Json;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Commands;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Commands;

public sealed class DocumentsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Collected_operations_are_those_that_a_server_of_trusted_documents_answers()
    {
        var (code, output, error) = await CollectAsync(Repository.OperationsFolder);
        Assert.True(code == 0, error);
        Assert.Contains("operations in", output, StringComparison.Ordinal);

        var documents = _folder.File("documents");
        var manifest = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllTextAsync(Path.Combine(documents, "manifest.json")));
        var me = manifest.GetProperty("operations").EnumerateArray()
            .Single(operation => operation.GetProperty("body").GetString()!.Contains("me {", StringComparison.Ordinal));
        await using var server = await RunningServer.StartAsync(
            settings: [$"--TrustedDocuments:Folder={documents}", "--TrustedDocuments:Only=true"]);

        Assert.Equal(DocumentHash.Of(me.GetProperty("body").GetString()!), me.GetProperty("id").GetString());
        Assert.Equal("query", me.GetProperty("type").GetString());
        Assert.Contains("\"data\":{\"me\"", await AskAsync(server, Role.Rep, $$"""{"id":"{{me.GetProperty("id")}}"}"""));
        Assert.Contains("HC0067", await AskAsync(server, Role.Rep, """{"query":"{ me { roles } }"}"""));
        Assert.Contains("\"data\":{\"me\"", await AskAsync(server, Role.Analyst, """{"query":"{ me { roles } }"}"""));
    }

    [Fact]
    public async Task An_operation_that_the_schema_does_not_allow_is_named_and_exits_with_1()
    {
        var source = Directory.CreateDirectory(_folder.File("source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "wrong.graphql"), "{ nope }");

        var (code, _, error) = await CollectAsync(source);

        Assert.Equal(1, code);
        Assert.Contains("wrong.graphql is not valid", error, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(RunningServer server, Role role, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new("Bearer", server.Token(role));
        using var response = await server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<(int Code, string Output, string Error)> CollectAsync(string source)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. RunningServer.Settings(_folder), "documents", "collect", source,
            "--output", _folder.File("documents")], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
