using System.CommandLine;
using System.CommandLine.Invocation;

namespace PipelineGraph.Server.Commands;

/// <summary>The executable's commands; without one it serves.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int Misused = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var (settings, words) = Settings.Split(arguments);
        try
        {
            var parsed = Root(settings).Parse(words);
            if (parsed.Action is not ParseErrorAction) return await parsed.InvokeAsync(Invocation(parsed, output, error));

            await parsed.InvokeAsync(Invocation(parsed, error, error));
            return Misused;
        }
        catch (Exception failure) when (failure is not HostAbortedException)
        {
            await error.WriteLineAsync($"error: {failure.Message.ReplaceLineEndings(" ")}");
            return Failed;
        }
    }

    private static InvocationConfiguration Invocation(ParseResult parsed, TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        EnableDefaultExceptionHandler = false,
        // Ctrl+C cancels a command; serving ends by itself, in its own order and time.
        ProcessTerminationTimeout = parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name } ? null : Patience,
    };

    private static RootCommand Root(string[] settings)
    {
        var root = new RootCommand("PipelineGraph, the GraphQL API server of a sales pipeline. Every setting can be "
            + "given as --Section:Key=value, besides --urls and --environment.")
        {
            ServeCommand.Create(settings),
            TokenCommand.Create(settings),
            SchemaCommand.Create(settings),
            DocumentsCommand.Create(settings),
            ImportCommand.Create(settings),
            DemoCommand.Create(settings),
            MigrateCommand.Create(settings),
            BackupCommand.Create(settings),
            HealthCommand.Create(settings),
        };
        root.SetAction((_, cancelled) => ServeCommand.RunAsync(settings, cancelled));
        return root;
    }
}
