using System.Diagnostics;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>A client in a process of its own; all it writes is kept.</summary>
internal sealed class ClientProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task _errors;
    private Task? _output;

    private ClientProcess(Process process)
    {
        _process = process;
        _errors = Errors.ReadAsync(process.StandardError);
    }

    public Transcript Output { get; } = new();
    public Transcript Errors { get; } = new();

    public static ClientProcess Start(
        string folder, string[] command, params (string Variable, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        return new ClientProcess(Process.Start(start)!);
    }

    /// <summary>Begins to take what it prints; until then that stays in the pipe between the processes.</summary>
    public ClientProcess Read()
    {
        _output ??= Output.ReadAsync(_process.StandardOutput);
        return this;
    }

    /// <summary>Waits until so many lines were printed.</summary>
    public Task PrintsAsync(int lines) => WaitAsync(Output, printed => printed.Count >= lines);

    /// <summary>Waits for a line on its standard error that contains a text.</summary>
    public Task SaysAsync(string text)
        => WaitAsync(Errors, said => said.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>SIGSTOP: it does nothing, and reads nothing, until it is resumed.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: nothing in the process gets to say a last word.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await EndedAsync();
    }

    /// <returns>The exit code, when it has ended by itself and all it wrote is here.</returns>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await Task.WhenAll(Read()._output!, _errors).WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task WaitAsync(Transcript transcript, Func<IReadOnlyList<string>, bool> isEnough)
    {
        try
        {
            await transcript.UntilAsync(isEnough);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Printed:\n{Output}\nSaid:\n{Errors}");
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var sender = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await sender.WaitForExitAsync();
        Assert.Equal(0, sender.ExitCode);
    }
}
