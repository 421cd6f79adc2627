using System.CommandLine;

namespace PipelineGraph.Server.Commands;

/// <summary>What the user asked to import.</summary>
/// <param name="Folder">Full path of the folder with the CSV files; it exists.</param>
/// <param name="Map">Full path of the mapping file; it exists. Null: the files are in the product's own form.</param>
/// <param name="IsDryRun">Report what would happen and change nothing.</param>
/// <param name="Pipeline">Name of the pipeline for deals that name none.</param>
internal sealed record ImportRequest(string Folder, string? Map, bool IsDryRun, string? Pipeline);

internal static class ImportCommand
{
    /// <param name="settings">Configuration of the host.</param>
    /// <param name="import">Does the work on a database that may still have to be migrated.</param>
    public static Command Create(string[] settings, Func<ImportRequest, CommandRun, Task<int>> import)
    {
        Argument<DirectoryInfo> folder = new("folder") { HelpName = "FOLDER", Description = "Where the CSV files are." };
        Option<FileInfo?> map = new("--map") { HelpName = "FILE", Description = "Mapping (JSON) of a foreign export." };
        Option<bool> dryRun = new("--dry-run") { Description = "Report everything, change nothing." };
        Option<string?> pipeline = new("--pipeline") { HelpName = "NAME", Description = "For deals that name none." };

        var command = new Command("import", "Imports accounts, contacts, people, deals and their history from CSV files.")
        {
            folder, map, dryRun, pipeline,
        };
        command.SetAction((parsed, cancelled) =>
        {
            var request = new ImportRequest(Existing(parsed.GetRequiredValue(folder)), Existing(parsed.GetValue(map)),
                parsed.GetValue(dryRun), parsed.GetValue(pipeline));
            return CommandRun.RunAsync(settings, parsed, run => import(request, run), cancelled);
        });
        return command;
    }

    private static string Existing(DirectoryInfo folder)
        => folder.Exists ? folder.FullName : throw new OperatorException($"There is no folder {folder.FullName}.");

    private static string? Existing(FileInfo? file)
        => file is null || file.Exists ? file?.FullName : throw new OperatorException($"There is no file {file.FullName}.");
}
