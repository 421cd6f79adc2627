using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Demo;

namespace PipelineGraph.Server.Tests.Ide;

public class BrowserTests
{
    /// <summary>Telemetry of the IDE, were it on, would call home some ten seconds after loading.</summary>
    private const int IdleMilliseconds = 13_000;

    [SkippableFact]
    public async Task Analyst_opens_the_server_and_the_first_query_just_runs_with_nothing_leaving_the_machine()
    {
        Skip.IfNot(File.Exists(IdeBrowser.Executable), $"There is no {IdeBrowser.Executable}.");
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "ide", "index.html")), "The IDE's files were not pulled.");
        await using var server = await RunningServer.StartAsync();
        await ActivatorUtilities.CreateInstance<DemoCompany>(server.App.Services).CreateAsync(deals: 60);
        var origin = server.Client.BaseAddress!;

        await using var ide = await IdeBrowser.OpenAsync(origin);
        await ide.CreateDocumentAsync();
        var example = await ide.RunExampleAsync(0);
        await ide.ShowsAsync("\"totalCount\":");
        await TakePictureAsync(ide);
        var typed = await ide.RunAsync("query Mine { me { subject roles } }");
        await ide.ShowsAsync("\"ANALYST\"");
        await ide.Page.WaitForTimeoutAsync(IdleMilliseconds);

        Assert.EndsWith("PipelineGraph", await ide.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.True(Data(example).GetProperty("deals").GetProperty("totalCount").GetInt32() > 0);
        Assert.Equal("ide", Data(typed).GetProperty("me").GetProperty("subject").GetString());
        Assert.All(ide.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)),
            url => Assert.StartsWith(origin.ToString(), url, StringComparison.Ordinal));
        Assert.Empty(await ide.ViolationsAsync());
        Assert.DoesNotContain(ide.Console, text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private static JsonElement Data(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("data");

    /// <summary>The README's picture, renewed with the other snapshots.</summary>
    private static async Task TakePictureAsync(IdeBrowser ide)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") != "1") return;

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PipelineGraph.sln"))) root = root.Parent!;
        await ide.Page.ScreenshotAsync(new() { Path = Path.Combine(root.FullName, "docs", "ide.png") });
    }
}
