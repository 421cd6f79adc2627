using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.PersistedOperations;

namespace PipelineGraph.Server.Commands;

/// <summary>Makes a folder of trusted documents, and the list by which a client's build finds their ids.</summary>
internal static class DocumentsCommand
{
    private const string Pattern = "*.graphql";

    /// <summary>The form is that of Apollo's persisted query manifests.</summary>
    private const string Manifest = "manifest.json";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(string[] settings)
    {
        Argument<DirectoryInfo> source = new("FOLDER") { Description = "Its .graphql files are the operations." };
        Option<DirectoryInfo> output = new("--output")
        {
            HelpName = "FOLDER",
            Required = true,
            Description = "Takes the documents, named by their hashes; TrustedDocuments:Folder of the server.",
        };
        var collect = new Command("collect", "Checks operations and makes trusted documents.") { source, output };
        collect.SetAction((parsed, cancelled) => CommandRun.RunAsync(settings, parsed, run => CollectAsync(
            parsed.GetRequiredValue(source).FullName, parsed.GetRequiredValue(output).FullName, run), cancelled));
        return new Command("documents", "Trusted documents.") { collect };
    }

    private static async Task<int> CollectAsync(string source, string output, CommandRun run)
    {
        var executor = run.Services.GetRequiredService<GraphQLExecutor>();
        var operations = new List<Operation>();
        try
        {
            Directory.CreateDirectory(output);
            foreach (var file in Directory.EnumerateFiles(source, Pattern).Order(StringComparer.Ordinal))
            {
                var text = await File.ReadAllTextAsync(file, run.Cancelled);
                if (executor.Check(text) is [var error, ..])
                    throw new OperatorException($"{file} is not valid: {error.Message}");

                var id = DocumentHash.Of(text);
                await File.WriteAllTextAsync(Path.Combine(output, $"{id}.graphql"), text, run.Cancelled);
                operations.AddRange(OperationsOf(id, text));
            }

            var manifest = new { format = "apollo-persisted-query-manifest", version = 1, operations };
            await File.WriteAllTextAsync(Path.Combine(output, Manifest),
                JsonSerializer.Serialize(manifest, Indented) + "\n", run.Cancelled);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The documents cannot be collected: {failure.Message}", failure);
        }

        await run.Output.WriteLineAsync($"{operations.Count} operations in {output}");
        return 0;
    }

    private static IEnumerable<Operation> OperationsOf(string id, string text) => Parser.Parse(text).Definitions
        .OfType<GraphQLOperationDefinition>()
        .Select(operation => new Operation(
            id, operation.Name?.StringValue, $"{operation.Operation}".ToLowerInvariant(), text));

    private sealed record Operation(string Id, string? Name, string Type, string Body);
}
