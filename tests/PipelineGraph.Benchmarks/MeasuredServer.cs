using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>A server process of its own over a database of demo deals, asked from this process and stopped by it.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private MeasuredServer(Process process, HttpClient client, string file)
        => (_process, _client, File) = (process, client, file);

    /// <summary>The database.</summary>
    internal string File { get; }

    internal Uri Address => _client.BaseAddress!;

    internal required IReadOnlyList<string> Addresses { get; init; }

    internal string Token => _client.DefaultRequestHeaders.Authorization!.Parameter!;

    /// <summary>The most that the server has held so far, bytes.</summary>
    internal long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    internal static async Task<MeasuredServer> StartAsync(int deals, int servers = 1)
        => await OpenAsync(await DemoAsync(deals), "analyst", servers);

    /// <summary>For what writes: over a copy, so that every run begins with the same rows.</summary>
    internal static async Task<MeasuredServer> StartOnCopyAsync(int deals, string role)
    {
        var copy = Path.Combine(Path.GetTempPath(), $"pipelinegraph-benchmark-{deals}-{Guid.NewGuid():N}.db");
        await RunAsync(await DemoAsync(deals), "backup", copy);
        return await OpenAsync(copy, role);
    }

    /// <summary>Posts JSON and returns the answer; anything but success is an error.</summary>
    /// <param name="token">Another caller's.</param>
    internal async Task<string> PostAsync(string path, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        // A refusal is quick, and measures nothing.
        var isRefused = !response.IsSuccessStatusCode || text.StartsWith("{\"errors\"", StringComparison.Ordinal);
        return isRefused ? throw new InvalidOperationException($"{path}: {text}") : text;
    }

    internal static string Body(string query, object? variables = null) => JsonSerializer.Serialize(new { query, variables });

    /// <summary>CPU time of the server process per request, microseconds, over a block of requests one after the other.</summary>
    internal Task<double> MeasureAsync(string path, string body, int requests)
        => MeasureAsync(() => PostAsync(path, body), requests);

    /// <summary>The same, where no two requests are alike.</summary>
    internal async Task<double> MeasureAsync(Func<Task> request, int requests)
    {
        var before = await CpuAsync();
        for (var i = 0; i < requests; i++) await request();
        return (await CpuAsync() - before) / requests;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>CPU time of the server so far, microseconds.</summary>
    internal async Task<double> CpuAsync()
        => double.Parse(await PostAsync(BenchmarkServer.Cpu, "{}"), CultureInfo.InvariantCulture);

    private async Task WaitAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await CpuAsync();
                return;
            }
            catch (HttpRequestException) when (tries < 240 && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250));
            }
        }
    }

    private static async Task<string> DemoAsync(int deals)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pipelinegraph-benchmark-{deals}.db");
        if (System.IO.File.Exists(file))
        {
            await RunAsync(file, "migrate");   // it may be of an earlier version
            return file;
        }

        Console.WriteLine($"creating {deals:N0} demo deals in {file}");
        await RunAsync(file, "demo", "--deals", deals.ToString(CultureInfo.InvariantCulture));
        return file;
    }

    /// <param name="servers">How many in the one process; the others are found at <see cref="Addresses"/>.</param>
    private static async Task<MeasuredServer> OpenAsync(string file, string role, int servers = 1)
    {
        string[] urls = [.. Enumerable.Range(0, servers).Select(_ => $"http://127.0.0.1:{FreePort()}")];
        var process = Start("server", $"Data Source={file}", string.Join(';', urls));
        var client = new HttpClient { BaseAddress = new Uri(urls[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("--role", role));
        var server = new MeasuredServer(process, client, file) { Addresses = urls };
        await server.WaitAsync();
        return server;
    }

    private static async Task RunAsync(string file, params string[] command)
    {
        var exit = await PipelineGraph.Server.Commands.CommandLine.RunAsync(
            [.. command, $"--ConnectionStrings:PipelineGraph=Data Source={file}"], TextWriter.Null, Console.Error);
        if (exit != 0) throw new InvalidOperationException($"{command[0]} failed.");
    }

    /// <param name="caller">Options of the `token` command.</param>
    internal static async Task<string> TokenAsync(params string[] caller)
    {
        await using var token = new StringWriter();
        await PipelineGraph.Server.Commands.CommandLine.RunAsync(
            ["token", .. caller, "--environment=Development"], token, Console.Error);
        return token.ToString().Trim();
    }

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(MeasuredServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);   // a log that is written, and read by nobody
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
