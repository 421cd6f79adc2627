using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace PipelineGraph.Server.Access;

/// <summary>The key of this machine's own tokens: made on first use, kept in a file that only its owner can read.</summary>
/// <remarks>Nothing in Production signs or accepts with it.</remarks>
internal sealed class LocalKey(string path)
{
    public const string Setting = "Authentication:LocalKeyFile";

    private const int Bytes = 64;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<SymmetricSecurityKey> _key = new(() => new(ReadOrCreate(path)) { KeyId = "local" });

    public SymmetricSecurityKey Key => _key.Value;

    /// <summary>The configured file, else one in the user's data folder.</summary>
    public static LocalKey From(IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } configured) return new LocalKey(Path.GetFullPath(configured));

        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? new LocalKey(Path.Combine(home, "PipelineGraph", "local-signing.key"))
            : throw new OperatorException($"This user has no data folder: set {Setting} to a file for the local key.");
    }

    private static byte[] ReadOrCreate(string path)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            using var file = Open(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
                throw new OperatorException($"The local key {path} can be read by others: chmod 600 it, or delete it.");

            return file.Length == 0 ? Create(file) : Read(file, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The local key {path} cannot be read or made: {failure.Message}", failure);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Opens the file for this process alone, so that of two first uses one makes the key and one reads it.</summary>
    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException failure) when (File.Exists(path)
                && failure is not PathTooLongException && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static byte[] Create(FileStream file)
    {
        var key = RandomNumberGenerator.GetBytes(Bytes);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }

    private static byte[] Read(FileStream file, string path)
    {
        if (file.Length != Bytes) throw new OperatorException($"The local key {path} is damaged: delete it.");

        var key = new byte[Bytes];
        file.ReadExactly(key);
        return key;
    }
}
