using System.CommandLine;
using GraphQL.Types;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Server.Commands;

internal static class SchemaCommand
{
    public static Command Create(string[] settings)
    {
        Option<FileInfo?> output = new("--output") { HelpName = "FILE", Description = "Written over; else it is printed." };
        var export = new Command("export", "Writes the schema as clients see it (SDL).") { output };
        export.SetAction((parsed, cancelled) => CommandRun.RunAsync(
            settings, parsed, run => ExportAsync(parsed.GetValue(output)?.FullName, run), cancelled));
        return new Command("schema", "The GraphQL schema.") { export };
    }

    private static async Task<int> ExportAsync(string? file, CommandRun run)
    {
        var text = SchemaPrinter.Print(run.Services.GetRequiredService<ISchema>());
        try
        {
            if (file is null) await run.Output.WriteAsync(text);
            else await File.WriteAllTextAsync(file, text, run.Cancelled);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be written: {failure.Message}", failure);
        }
    }
}
