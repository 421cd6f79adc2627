using System.Text.Json;

namespace PipelineGraph.Engine.Tests.Transport;

public class AuditTests
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
}
