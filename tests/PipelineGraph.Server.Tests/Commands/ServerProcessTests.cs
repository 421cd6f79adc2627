using System.Diagnostics;
using System.Net;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

/// <summary>The built executable, started as its users start it.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Server_starts_answers_and_stops_on_SIGTERM_with_exit_code_0()
    {
        using var server = Start("serve", "--urls=http://127.0.0.1:0", "--environment=Development");
        using var client = new HttpClient { BaseAddress = await AddressAsync(server) };

        using var ready = await client.GetAsync("/health/ready");
        Process.Start("kill", $"-TERM {server.Id}").Dispose();
        await server.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Address_in_use_is_one_line_on_standard_error_and_exit_code_1()
    {
        await using var first = await RunningServer.StartAsync();
        var address = first.Client.BaseAddress!.ToString();

        using var second = Start("serve", $"--urls={address}", "--environment=Development");
        var (output, error) = await ReadAsync(second);

        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith("error: Failed to bind to address", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_command_exits_with_2()
    {
        using var process = Start("frobnicate");

        var (output, error) = await ReadAsync(process);

        Assert.Equal(2, process.ExitCode);
        Assert.Empty(output);
        Assert.Contains("frobnicate", error, StringComparison.Ordinal);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var argument in (string[])[typeof(CommandLine).Assembly.Location, .. arguments, .. RunningServer.Settings(_folder)])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process server)
    {
        const string Announcement = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Split(Announcement) is [_, var address]) return new Uri(address);
        }

        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    private static async Task<(string Output, string Error)> ReadAsync(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Patience);
        return (await output, await error);
    }
}
