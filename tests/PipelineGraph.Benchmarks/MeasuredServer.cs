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

    private MeasuredServer(Process process, HttpClient client) => (_process, _client) = (process, client);

    internal static async Task<MeasuredServer> StartAsync(int deals)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pipelinegraph-benchmark-{deals}.db");
        if (!File.Exists(file)) await CreateAsync(file, deals);

        var url = $"http://127.0.0.1:{FreePort()}";
        var process = Start("server", $"Data Source={file}", url);
        var client = new HttpClient { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        var server = new MeasuredServer(process, client);
        await server.WaitAsync();
        return server;
    }

    /// <summary>Posts JSON and returns the answer; anything but success is an error.</summary>
    internal async Task<string> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {text}");
    }

    internal static string Body(string query, object? variables = null) => JsonSerializer.Serialize(new { query, variables });

    /// <summary>CPU time of the server process per request, microseconds, over a block of requests one after the other.</summary>
    internal async Task<double> MeasureAsync(string path, string body, int requests)
    {
        var before = await CpuAsync();
        for (var i = 0; i < requests; i++) await PostAsync(path, body);
        return (await CpuAsync() - before) / requests;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<double> CpuAsync()
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

    private static async Task CreateAsync(string file, int deals)
    {
        Console.WriteLine($"creating {deals:N0} demo deals in {file}");
        var exit = await PipelineGraph.Server.Commands.CommandLine.RunAsync(
            ["demo", "--deals", deals.ToString(CultureInfo.InvariantCulture), $"--ConnectionStrings:PipelineGraph=Data Source={file}"],
            TextWriter.Null, Console.Error);
        if (exit != 0) throw new InvalidOperationException("The demo data could not be created.");
    }

    private static async Task<string> TokenAsync()
    {
        await using var token = new StringWriter();
        await PipelineGraph.Server.Commands.CommandLine.RunAsync(
            ["token", "--role", "analyst", "--environment=Development"], token, Console.Error);
        return token.ToString().Trim();
    }

    private static Process Start(params string[] arguments)
        => Process.Start(new ProcessStartInfo("dotnet", [typeof(MeasuredServer).Assembly.Location, .. arguments]))!;

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
