using System.Runtime.CompilerServices;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>Files of the repository that tests compare with or execute.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static string SchemaFile { get; } = File("schema", "schema.graphql");

    public static string OperationsFolder { get; } = File("schema", "operations");

    /// <summary>Set when reviewed text (the schema, snapshots) is to be rewritten; never in CI.</summary>
    public static bool UpdatesSnapshots { get; } = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
