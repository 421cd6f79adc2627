using System.Runtime.Versioning;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Access;

public sealed class LocalKeyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string KeyFile => _folder.File("keys/local.key");

    public void Dispose() => _folder.Dispose();

    [SkippableFact, UnsupportedOSPlatform("windows")]
    public void Key_is_made_on_first_use_in_a_file_and_a_folder_that_only_the_owner_can_open()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");

        var key = new LocalKey(KeyFile).Key;

        Assert.True(key.KeySize >= 256);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public void Key_is_the_same_on_every_use_and_another_in_every_file()
    {
        var first = new LocalKey(KeyFile).Key.Key;

        var again = new LocalKey(KeyFile).Key.Key;
        var other = new LocalKey(_folder.File("other.key")).Key.Key;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Of_many_first_uses_at_once_all_get_one_key()
    {
        var keys = new byte[16][];

        Parallel.For(0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = keys.Length },
            i => keys[i] = new LocalKey(KeyFile).Key.Key);

        Assert.All(keys, key => Assert.Equal(keys[0], key));
    }

    [SkippableFact, UnsupportedOSPlatform("windows")]
    public void Key_that_others_can_read_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _ = new LocalKey(KeyFile).Key;
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var refused = Assert.Throws<OperatorException>(() => new LocalKey(KeyFile).Key);

        Assert.Contains("can be read by others", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_key_is_refused_and_left_as_it_is()
    {
        _ = new LocalKey(KeyFile).Key;
        using (var file = File.OpenWrite(KeyFile)) file.SetLength(10);

        var refused = Assert.Throws<OperatorException>(() => new LocalKey(KeyFile).Key);

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, new FileInfo(KeyFile).Length);
    }

    [Fact]
    public void Key_that_cannot_be_made_is_refused_in_one_sentence_that_names_the_file()
    {
        File.WriteAllText(_folder.File("keys"), "not a folder");

        var refused = Assert.Throws<OperatorException>(() => new LocalKey(KeyFile).Key);

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
    }
}
