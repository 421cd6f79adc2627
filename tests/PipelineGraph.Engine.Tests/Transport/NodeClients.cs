using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PipelineGraph.Engine.Tests.Transport;

/// <summary>Runs the scripts in tests/clients, installing their packages first when they are missing.</summary>
public sealed class NodeClients
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(HereFolder(), "..", "..", "clients"));
    private static readonly ConcurrentDictionary<string, Lazy<bool>> Ready = new();

    /// <summary>False only where node or npm do not exist; a failing installation throws.</summary>
    public static bool Available => Installed(Folder);

    /// <summary>Installs the packages of a folder, unless they are there; see <see cref="Available"/>.</summary>
    public static bool Installed(string folder)
        => Ready.GetOrAdd(folder, _ => new Lazy<bool>(() => Install(folder))).Value;

    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (_, output) = await StartAsync(Folder, "node", [PathOf(script), .. arguments]);
        return output;
    }

    private static bool Install(string folder)
    {
        if (!Exists("node") || !Exists("npm")) return false;

        // Test projects run side by side, and one must not use what the other has half installed.
        using var gate = new Mutex(false, "pipelinegraph-clients");
        gate.WaitOne();
        try
        {
            if (IsInstalled(folder)) return true;

            var (exitCode, output) = StartAsync(folder, "npm", ["ci"]).GetAwaiter().GetResult();
            return exitCode == 0 ? true : throw new InvalidOperationException($"npm ci failed: {output}");
        }
        finally
        {
            gate.ReleaseMutex();
        }
    }

    /// <summary>Whether npm's record of what it installed is newer than what is to be installed.</summary>
    private static bool IsInstalled(string folder)
    {
        var record = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        var wanted = File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
        return record.Exists && record.LastWriteTimeUtc >= wanted;
    }

    private static bool Exists(string program)
    {
        try
        {
            return StartAsync(Folder, program, ["--version"]).GetAwaiter().GetResult().ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(
        string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Length > 0 ? output : await errors);
    }

    private static string HereFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
