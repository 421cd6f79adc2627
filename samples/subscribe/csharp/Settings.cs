using System.Diagnostics;

namespace Subscribe;

/// <summary>What to follow, as whom; environment variables, see ../README.md.</summary>
internal sealed record Settings(Uri Url, string Subscription, CursorFile Cursor)
{
    public static Settings Read() => new(
        new Uri(Given("PIPELINEGRAPH_URL") ?? "ws://127.0.0.1:5080/graphql"),
        File.ReadAllText(Given("SUBSCRIPTION") ?? Path.Combine(AppContext.BaseDirectory, "subscription.graphql")),
        new CursorFile(Given("CURSOR_FILE") ?? "cursor.txt"));

    /// <summary>Asked for at every connection, so that a new token follows one that has expired.</summary>
    public static async Task<string> TokenAsync()
    {
        if (Given("TOKEN_COMMAND") is not { } command) return Given("TOKEN") ?? "";

        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var token = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? token.Trim()
            : throw new IOException($"TOKEN_COMMAND ended with {process.ExitCode}");
    }

    private static string? Given(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
