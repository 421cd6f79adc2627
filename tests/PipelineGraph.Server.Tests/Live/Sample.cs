using System.Text.Json;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>The programs of `samples/subscribe`.</summary>
internal static class Sample
{
    public const string JavaScript = "javascript", CSharp = "csharp", Curl = "curl";

    private static string Folder => Repository.File("samples", "subscribe");

    /// <summary>Skips the test where the sample cannot run.</summary>
    public static void SkipWithout(string sample)
    {
        if (sample is JavaScript)
            Skip.IfNot(NodeClients.Installed(Path.Combine(Folder, sample)), "node and npm are not installed");
        if (sample is Curl) Skip.IfNot(IsOnPath("curl") && IsOnPath("bash"), "curl or bash is not installed");
    }

    /// <summary>Starts one that follows from a stored cursor on; its files are in the folder.</summary>
    /// <param name="sample">Which.</param>
    /// <param name="endpoint">By WebSocket.</param>
    /// <param name="folder">Holds `token` with the token, `cursor` if it was started before.</param>
    /// <param name="subscription">A file; null: the sample's own.</param>
    public static ClientProcess Start(string sample, Uri endpoint, string folder, string? subscription = null)
        => StartUnread(sample, endpoint, folder, subscription).Read();

    /// <summary>As <see cref="Start"/>, but nobody reads yet what it prints.</summary>
    public static ClientProcess StartUnread(
        string sample, Uri endpoint, string folder, string? subscription = null, string cursor = "cursor")
        => ClientProcess.Start(folder, Command(sample),
            ("PIPELINEGRAPH_URL", $"{endpoint}"), ("TOKEN_COMMAND", "cat token"), ("CURSOR_FILE", cursor),
            ("SUBSCRIPTION", subscription ?? Path.Combine(Folder, "subscription.graphql")));

    /// <summary>The event in a line that a sample printed.</summary>
    public static JsonElement EventOf(string line)
    {
        var printed = JsonSerializer.Deserialize<JsonElement>(line);
        return printed.TryGetProperty("data", out var data) ? data.EnumerateObject().Single().Value : printed;
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string[] Command(string sample) => sample switch
    {
        JavaScript => ["node", Path.Combine(Folder, sample, "subscribe.mjs")],
        CSharp => ["dotnet", Path.Combine(AppContext.BaseDirectory, "Subscribe.dll")],
        _ => ["bash", Path.Combine(Folder, sample, "subscribe.sh")],
    };
}
