using System.Net;
using PipelineGraph.Engine.Ide;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Hosting;

/// <summary>The IDE as this server offers it: example queries, and in Development a token to run them with.</summary>
internal static class IdePage
{
    private const string TokenHint =
        "# Paste your token first: HTTP Headers, Authorization, Bearer <token>.\n";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(30);
    private static readonly Caller Analyst = new("ide", "Analyst", [Role.Analyst], Team: null);

    /// <summary>The document of example operations that every visitor starts with.</summary>
    public static string Examples { get; } = ReadExamples();

    /// <summary>Values for the examples' variables.</summary>
    public static IReadOnlyDictionary<string, object> Variables { get; } =
        new Dictionary<string, object> { ["minimumAmount"] = 10_000, ["first"] = 5 };

    public static IdeOptions Options(IServiceProvider services) => new()
    {
        Folder = Path.Combine(AppContext.BaseDirectory, "ide"),
        Title = "PipelineGraph",
        Document = Examples,
        TokenHint = TokenHint,
        Variables = Variables,
        Token = services.GetRequiredService<IHostEnvironment>().IsDevelopment()
            ? context => IsLocal(context) ? services.GetRequiredService<LocalTokens>().Issue(Analyst, TokenLifetime) : null
            : _ => null,
    };

    /// <summary>Development may listen on all interfaces; the token is for browsers on this machine.</summary>
    private static bool IsLocal(HttpContext context)
        => context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    private static string ReadExamples()
    {
        using var resource = typeof(IdePage).Assembly.GetManifestResourceStream("Examples.graphql")!;
        return new StreamReader(resource).ReadToEnd();
    }
}
