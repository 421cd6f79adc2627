using System.Runtime.CompilerServices;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>Texts that were reviewed, kept beside the test; UPDATE_SNAPSHOTS=1 writes them anew.</summary>
internal static class Snapshot
{
    internal static void Matches(string text, string name, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }
}
