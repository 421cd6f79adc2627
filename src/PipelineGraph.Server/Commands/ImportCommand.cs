using System.CommandLine;
using Microsoft.Data.Sqlite;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Import;

namespace PipelineGraph.Server.Commands;

internal static class ImportCommand
{
    public static Command Create(string[] settings)
    {
        Argument<DirectoryInfo> folder =
            new("folder") { HelpName = "FOLDER", Description = "Where the CSV files are." };
        Option<FileInfo?> map = new("--map") { HelpName = "FILE", Description = "Mapping (JSON) of a foreign export." };
        Option<bool> dryRun = new("--dry-run") { Description = "Report everything, change nothing." };
        Option<string?> pipeline = new("--pipeline") { HelpName = "NAME", Description = "For deals that name none." };

        var command =
            new Command("import", "Imports accounts, contacts, people, deals and their history from CSV files.")
        {
            folder, map, dryRun, pipeline,
        };
        command.SetAction((parsed, cancelled) =>
        {
            var request = new ImportRequest(
                Existing(parsed.GetRequiredValue(folder)), parsed.GetValue(dryRun), parsed.GetValue(pipeline));
            return CommandRun.RunAsync(
                settings, parsed, run => ImportAsync(request, Existing(parsed.GetValue(map)), run), cancelled);
        });
        return command;
    }

    private static async Task<int> ImportAsync(ImportRequest request, string? mapFile, CommandRun run)
    {
        var map =
            mapFile is null ? ImportMap.Plain(request.Folder) : await ImportMapFile.ReadAsync(mapFile, run.Cancelled);
        await DatabaseStartup.MigrateAsync(run.Services, run.Cancelled);
        try
        {
            var import = ActivatorUtilities.CreateInstance<ImportRun>(run.Services);
            var report =
                await ProgressBar.RunAsync("deals", map.CountLines(ImportKind.Deals, request.Folder), run.Error,
                progress => import.RunAsync(request, map, progress, run.Cancelled));
            return await ImportSummary.WriteAsync(report, request, run);
        }
        catch (SqliteException fault)
        {
            var database = run.Services.GetRequiredService<PipelineDatabase>();
            throw new OperatorException(SqliteFile.Explain(fault, database.Settings.ConnectionString), fault);
        }
    }

    private static string Existing(DirectoryInfo folder)
        => folder.Exists ? folder.FullName : throw new OperatorException($"There is no folder {folder.FullName}.");

    private static string? Existing(FileInfo? file)
        => file is null || file.Exists ? file?.FullName
            : throw new OperatorException($"There is no file {file.FullName}.");
}
