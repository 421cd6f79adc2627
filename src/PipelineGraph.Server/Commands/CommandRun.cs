using System.CommandLine;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Commands;

/// <summary>What one command works with.</summary>
/// <param name="Services">The server's services; no request is served meanwhile.</param>
/// <param name="Output">Takes the command's answer.</param>
/// <param name="Error">Takes progress and complaints.</param>
/// <param name="Cancelled">The user pressed Ctrl+C.</param>
internal sealed record CommandRun(IServiceProvider Services, TextWriter Output, TextWriter Error, CancellationToken Cancelled)
{
    /// <summary>Runs a command's work inside a host that does not serve; its result is the exit code.</summary>
    public static async Task<int> RunAsync(
        string[] settings, ParseResult parsed, Func<CommandRun, Task<int>> work, CancellationToken cancelled)
    {
        await using var app = ServerHost.Build(settings, HostPurpose.Command);
        var streams = parsed.InvocationConfiguration;
        return await work(new CommandRun(app.Services, streams.Output, streams.Error, cancelled));
    }
}
