using System.CommandLine;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Commands;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(string[] settings)
    {
        var serve = new Command(Name, "Serves the API until it is stopped (default).");
        serve.SetAction((_, cancelled) => RunAsync(settings, cancelled));
        return serve;
    }

    public static async Task<int> RunAsync(string[] settings, CancellationToken cancelled)
    {
        await using var app = ServerHost.Build(settings);
        await ServerStart.PrepareAsync(app.Services, cancelled);
        await app.RunAsync(cancelled);
        return 0;
    }
}
