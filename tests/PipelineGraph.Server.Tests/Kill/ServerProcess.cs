using System.Diagnostics;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>The built server in a process of its own, over the files of a folder; ended by SIGKILL only.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <param name="folder">Holds the database.</param>
    /// <param name="address">Where it listens; null: on any free port.</param>
    public static async Task<ServerProcess> StartAsync(TestFolder folder, Uri? address = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        // The process lives for a second or two: it never earns back what profiling and compiling again cost.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var argument in (string[])[typeof(CommandLine).Assembly.Location, "serve",
            $"--urls={address?.ToString() ?? "http://127.0.0.1:0"}", "--environment=Development", .. RunningServer.Settings(folder)])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        return new ServerProcess(process, await AddressAsync(process));
    }

    /// <summary>Sends SIGKILL: nothing in the process gets to say a last word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Announcement = "Now listening on: ";
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Split(Announcement) is [_, var address]) return new Uri(address);
        }

        throw new InvalidOperationException(await error);
    }
}
