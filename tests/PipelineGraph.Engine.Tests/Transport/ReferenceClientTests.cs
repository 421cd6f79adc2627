using System.Text.Json;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Tests.Transport;

/// <summary>The endpoint and its schema as the reference implementation in JavaScript sees them.</summary>
public class ReferenceClientTests
{
    [SkippableFact]
    public async Task The_graphql_http_suite_passes_61_of_61()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var host = await GraphQLHost.StartAsync();

        var summary = JsonDocument.Parse(await NodeClients.RunAsync("audit.mjs", host.Url.ToString())).RootElement;

        Assert.Equal("[]", summary.GetProperty("failed").GetRawText());
        Assert.Equal(61, summary.GetProperty("ok").GetInt32());
    }

    [SkippableFact]
    public async Task The_standard_introspection_query_of_graphql_js_gives_a_client_schema()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        await using var host = await GraphQLHost.StartAsync();

        var summary = JsonDocument.Parse(await NodeClients.RunAsync("introspect.mjs", host.Url.ToString())).RootElement;

        Assert.Empty(summary.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.InRange(summary.GetProperty("types").GetInt32(), 10, int.MaxValue);
    }

    [SkippableFact]
    public async Task Operation_files_are_validated_against_the_exported_schema()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        var folder = Directory.CreateTempSubdirectory();
        var schema = Path.Combine(folder.FullName, "schema.graphqls");
        await File.WriteAllTextAsync(schema, SchemaPrinter.Print(new SmallSchema()));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "good.graphql"), "{ hello(name: \"x\") }");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bad.graphql"), "{ nope }");

        var summary = await NodeClients.RunAsync("validate.mjs", schema, folder.FullName);

        folder.Delete(recursive: true);
        var failed = JsonDocument.Parse(summary).RootElement.GetProperty("failed");
        Assert.Equal("bad.graphql", Assert.Single(failed.EnumerateArray()).GetProperty("file").GetString());
    }
}
