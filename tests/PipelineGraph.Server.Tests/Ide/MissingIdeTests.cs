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
        await using var app = await StartAsync(folder);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.GetAsync("/graphql/ui/");
        using var script = await client.GetAsync("/graphql/ui/static/js/main.js");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.Contains("Node.js", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
    }

    [Fact]
    public async Task Service_worker_is_not_served_even_where_its_file_is()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("index.html"), "<!DOCTYPE html>");
        await File.WriteAllTextAsync(folder.File("service-worker.js"), "");
        await using var app = await StartAsync(folder);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var page = await client.GetAsync("/graphql/ui/");
        using var worker = await client.GetAsync("/graphql/ui/service-worker.js");

        Assert.Equal("<!DOCTYPE html>", await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, worker.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(TestFolder folder)
    {
        var app = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();
        app.UseGraphQLIde(new IdeOptions { Folder = folder.Path });
        await app.StartAsync();
        return app;
    }
}
