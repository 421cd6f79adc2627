using Snapshooter;
using Snapshooter.Xunit;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>Text that was reviewed, in `__snapshots__` of a folder; UPDATE_SNAPSHOTS=1 writes it anew.</summary>
internal static class Reviewed
{
    public static void Matches(string text, string name, params string[] folder)
    {
        var place = Repository.File(folder);
        var file = Path.Combine(place, "__snapshots__", name);
        if (Repository.UpdatesSnapshots && File.Exists(file)) File.Delete(file);
        Assert.True(Repository.UpdatesSnapshots || File.Exists(file), $"{name}: UPDATE_SNAPSHOTS=1 writes it.");

        Snapshot.Match(text, new SnapshotFullName(name, place));
    }
}
