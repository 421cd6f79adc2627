using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Architecture;

public sealed class SizeTests
{
    private const int MostLines = 300;

    private static readonly string[] Written = [.. Source("src"), .. Source("tests")];

    [Fact]
    public void No_file_is_longer_than_300_lines()
        => Assert.All(Written, file => Assert.InRange(File.ReadLines(file).Count(), 0, MostLines));

    [Fact]
    public void Source_files_are_small_in_the_median_and_at_the_90th_percentile()
    {
        var sizes = Source("src").Select(file => File.ReadLines(file).Count()).Order().ToList();

        Assert.InRange(sizes[sizes.Count / 2], 20, 60);
        Assert.InRange(sizes[sizes.Count * 9 / 10], 60, 125);
    }

    /// <summary>What people wrote: migrations are generated.</summary>
    private static IEnumerable<string> Source(string folder)
        => Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(IsGenerated));

    private static bool IsGenerated(string folder) => folder is "bin" or "obj" or "Migrations";
}
