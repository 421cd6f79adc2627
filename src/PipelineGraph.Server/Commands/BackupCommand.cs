using System.CommandLine;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Commands;

internal static class BackupCommand
{
    public static Command Create(string[] settings)
    {
        Argument<FileInfo> file = new("file") { HelpName = "FILE", Description = "The copy; it must not exist yet." };
        var backup = new Command("backup", "Copies the SQLite database, also while a server uses it.") { file };
        backup.SetAction((parsed, cancelled) => CommandRun.RunAsync(
            settings, parsed, run => CopyAsync(parsed.GetRequiredValue(file).FullName, run), cancelled));
        return backup;
    }

    private static async Task<int> CopyAsync(string target, CommandRun run)
    {
        var database = run.Services.GetRequiredService<PipelineDatabase>().Settings;
        await SqliteBackup.WriteAsync(database, target, run.Cancelled);
        await run.Output.WriteLineAsync($"{target} ({new FileInfo(target).Length:N0} bytes)");
        return 0;
    }
}
