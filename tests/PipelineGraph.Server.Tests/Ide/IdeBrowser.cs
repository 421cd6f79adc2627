using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PipelineGraph.Server.Tests.Ide;

/// <summary>The IDE in a fresh, headless Chromium that can reach nothing but this machine.</summary>
internal sealed class IdeBrowser : IAsyncDisposable
{
    private const int PatienceMilliseconds = 60_000;
    private const string Recorder = """
        window.violations = [];
        addEventListener('securitypolicyviolation', e => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private IdeBrowser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.SetDefaultTimeout(PatienceMilliseconds);
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.Console += (_, message) => Console.Enqueue(message.Text);
        page.WebSocket += (_, socket) =>
        {
            socket.FrameSent += (_, frame) => Sent.Enqueue(frame.Text ?? "");
            socket.FrameReceived += (_, frame) => Received.Enqueue(frame.Text ?? "");
        };
    }

    /// <summary>Debian's Chromium, or the one that the environment names.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public IPage Page { get; }

    /// <summary>Addresses of all requests, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What the page wrote to the browser's console.</summary>
    public ConcurrentQueue<string> Console { get; } = [];

    /// <summary>Messages to the server over WebSockets, in order.</summary>
    public ConcurrentQueue<string> Sent { get; } = [];

    /// <summary>Messages of the server over WebSockets, in order.</summary>
    public ConcurrentQueue<string> Received { get; } = [];

    private ILocator RunButton => Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Run Operation") });

    public static async Task<IdeBrowser> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1360, Height = 850 } });
        await page.AddInitScriptAsync(Recorder);
        var opened = new IdeBrowser(playwright, browser, page);
        await page.GotoAsync(address.ToString());
        return opened;
    }

    /// <summary>Opens a document with the preset text and waits for the schema, or for its refusal.</summary>
    public async Task CreateDocumentAsync(string schema = "available")
    {
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Create Document") }).ClickAsync();
        await SchemaIsAsync(schema);
    }

    /// <summary>Waits until the IDE says so of the schema.</summary>
    public Task SchemaIsAsync(string schema)
        => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"Schema {schema}" }).WaitForAsync();

    /// <summary>Enters a bearer token, as people do who paste one, and has the schema loaded with it.</summary>
    public async Task SignInAsync(string token)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Connection Settings" }).ClickAsync();
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Authorization" }).ClickAsync();
        await Page.Locator("#auth-flow").SelectOptionAsync("bearer");
        await Page.Locator("#token").FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Reload Schema") }).ClickAsync();
    }

    /// <summary>Runs the n-th operation of the document, counted from 0.</summary>
    /// <returns>What the server answered.</returns>
    public async Task<string> RunExampleAsync(int index)
    {
        var response = await Page.RunAndWaitForResponseAsync(
            () => StartExampleAsync(index), IsAnswer);
        return await response.TextAsync();
    }

    /// <summary>Starts the n-th operation, as far as the editor shows its "Run".</summary>
    public Task StartExampleAsync(int index)
        => Page.GetByRole(AriaRole.Button, new() { Name = "Run ▷" }).Nth(index).ClickAsync();

    /// <summary>Replaces the document; the editor takes it over a moment later.</summary>
    public async Task TypeAsync(string document)
    {
        await Page.Locator(".monaco-editor[data-uri^=\"file:///operations/\"] .view-lines").ClickAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(document);
    }

    /// <summary>Runs the document's operation.</summary>
    public Task StartAsync() => RunButton.ClickAsync();

    /// <summary>Replaces the document and runs it.</summary>
    /// <returns>What the server answered.</returns>
    public async Task<string> RunAsync(string query)
    {
        await TypeAsync(query);

        // The editor takes over a text a moment after it was typed; until then it sends the old one.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var response = await Page.RunAndWaitForResponseAsync(() => RunButton.ClickAsync(), IsAnswer);
            if (response.Request.PostData?.Contains(query, StringComparison.Ordinal) is true) return await response.TextAsync();
        }

        throw new TimeoutException("The IDE never sent the query that was typed.");
    }

    /// <summary>Waits until the response editor shows a text.</summary>
    public async Task ShowsAsync(string text)
        => await Page.WaitForFunctionAsync(
            """
            text => [...document.querySelectorAll('.monaco-editor[data-uri^="inmemory://"] .view-line')]
                .map(line => line.innerText.replaceAll('\u00a0', ' ')).join('\n').includes(text)
            """, text, new() { Timeout = PatienceMilliseconds });

    public Task<string[]> ViolationsAsync() => Page.EvaluateAsync<string[]>("window.violations");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static bool IsAnswer(IResponse response)
        => response.Request.Method == "POST" && response.Url.EndsWith("/graphql", StringComparison.Ordinal);
}
