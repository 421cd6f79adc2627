using System.Net;
using Microsoft.AspNetCore.Builder;
using PipelineGraph.Engine.Ide;

namespace PipelineGraph.Server.Tests.Ide;

public class MissingIdeTests
{
    [Fact]
    public async Task Without_the_files_the_page_says_how_to_get_them()
    {
        using var folder = new TestFolder();
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await using var app = builder.Build();
        app.UseGraphQLIde(new IdeOptions { Folder = folder.File("nowhere") });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.GetAsync("/graphql/ui/");
        using var script = await client.GetAsync("/graphql/ui/static/js/main.js");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.Contains("Node.js", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
    }
}
