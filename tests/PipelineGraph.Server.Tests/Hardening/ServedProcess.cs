using System.Collections.Concurrent;
using System.Diagnostics;
using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>The built executable, which serves, with all that it writes to its console.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;

    private ServedProcess(Process process)
    {
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public HttpClient Client { get; private set; } = null!;

    public IReadOnlyCollection<string> Lines => _lines;

    /// <param name="before">What a shell does before it becomes the server, as `ulimit`; null for no shell.</param>
    public static async Task<ServedProcess> StartAsync(TestFolder folder, string[] settings, string? before = null)
    {
        var start = new ProcessStartInfo(before is null ? "dotnet" : "bash")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        // It would map a file that is larger than some limits.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        string[] shell = before is null ? [] : ["-c", before + "; exec \"$@\"", "bash", "dotnet"];
        foreach (var argument in (string[])[.. shell,
            typeof(CommandLine).Assembly.Location, "serve", .. RunningServer.Settings(folder),
            "--urls=http://127.0.0.1:0", "--environment=Production",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. settings])
            start.ArgumentList.Add(argument);

        var served = new ServedProcess(Process.Start(start)!);
        var first = await Task.WhenAny(served._address.Task, served._read).WaitAsync(Patience);
        if (first != served._address.Task) throw new InvalidOperationException(string.Join('\n', served._lines));
        served.Client = new HttpClient { BaseAddress = await served._address.Task };
        return served;
    }

    /// <summary>Has it stop by itself; afterwards <see cref="Lines"/> are all.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited) return;

        using var kill = Process.Start("kill", $"-TERM {_process.Id}");
        await Task.WhenAll(_process.WaitForExitAsync(), _read).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await StopAsync();
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
                _address.TrySetResult(new Uri(line[(at + Announcement.Length)..].Split('"')[0]));
        }
    }
}
