using System.CommandLine;
using System.CommandLine.Parsing;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Commands;

/// <summary>Asks a running server whether it is ready: a container's health check needs no other program.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(string[] settings)
    {
        Option<Uri?> url = new("--url")
        {
            Description = "Where it listens; by default as configured, on this machine.",
            CustomParser = Parse,
        };
        var health = new Command("health", "Exit code 0 when the server is ready, 1 when it is not.") { url };
        health.SetAction((parsed, cancelled) => CommandRun.RunAsync(
            settings, parsed, run => AskAsync(parsed.GetValue(url), run), cancelled));
        return health;
    }

    private static async Task<int> AskAsync(Uri? url, CommandRun run)
    {
        var configuration = run.Services.GetRequiredService<IConfiguration>();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(url ?? Addresses.OfThisMachine(configuration), "/health/ready"));
        request.Headers.Host = Addresses.AllowedHost(configuration);
        using var client = new HttpClient { Timeout = Patience };
        using var response = await client.SendAsync(request, run.Cancelled);
        await run.Output.WriteLineAsync(await response.Content.ReadAsStringAsync(run.Cancelled));
        return response.IsSuccessStatusCode ? 0 : CommandLine.Failed;
    }

    private static Uri? Parse(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal))
            return url;

        result.AddError("--url is an address such as http://127.0.0.1:5080.");
        return null;
    }
}
