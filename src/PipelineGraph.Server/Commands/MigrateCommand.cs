using System.CommandLine;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Commands;

internal static class MigrateCommand
{
    public static Command Create(string[] settings)
    {
        var migrate = new Command("migrate", "Creates the database or brings it up to date, as serving does at its start.");
        migrate.SetAction((parsed, cancelled) => CommandRun.RunAsync(settings, parsed, MigrateAsync, cancelled));
        return migrate;
    }

    private static async Task<int> MigrateAsync(CommandRun run)
    {
        var applied = await DatabaseStartup.MigrateAsync(run.Services, run.Cancelled);
        foreach (var migration in applied) await run.Output.WriteLineAsync($"applied {migration}");
        if (applied.Count == 0) await run.Output.WriteLineAsync("The database is up to date.");
        return 0;
    }
}
