using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Tests;

/// <summary>The real server on a free loopback port, with its database and local key in a folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TestFolder _folder;

    private RunningServer(TestFolder folder, WebApplication app)
    {
        (_folder, App) = (folder, app);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    /// <summary>Sends no token and follows no redirect.</summary>
    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(
        string environment = "Development", string[]? settings = null, Action<IServiceCollection>? adjust = null)
    {
        var folder = new TestFolder();
        var app = Build(folder, environment, settings ?? [], adjust);
        await ServerStart.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new RunningServer(folder, app);
    }

    /// <summary>The server as <see cref="StartAsync"/> has it, not started.</summary>
    public static WebApplication Build(
        TestFolder folder, string environment, string[] settings, Action<IServiceCollection>? adjust = null)
        => ServerHost.Build(
            [.. Settings(folder), $"--environment={environment}", "--urls=http://127.0.0.1:0", .. settings], adjust: adjust);

    /// <summary>Settings that keep a server, or a command, inside a test's folder.</summary>
    public static string[] Settings(TestFolder folder) =>
    [
        $"--{LocalKey.Setting}={folder.File("local.key")}",
        $"--ConnectionStrings:PipelineGraph=Data Source={folder.File("test.db")}",
        "--Demo:Enabled=false",
        "--Alerts:Enabled=false",   // tests that want it say when to look
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.AspNetCore.HttpLogging=None",
    ];

    public string Token(Role role, TimeSpan? lifetime = null)
        => App.Services.GetRequiredService<LocalTokens>()
            .Issue(new Caller("tester", "Tester", [role], Team: null), lifetime ?? TimeSpan.FromMinutes(5));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
