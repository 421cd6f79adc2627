using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Ide;

/// <summary>What the IDE shows, and where its files lie.</summary>
public sealed record IdeOptions
{
    /// <summary>Where the page is, without the slash at its end.</summary>
    public string Path { get; init; } = "/graphql/ui";

    /// <summary>Path of the GraphQL endpoint, from the root of the application.</summary>
    public string Endpoint { get; init; } = "/graphql";

    /// <summary>Folder of the IDE's files. Without an <c>index.html</c> in it a page says how to get them.</summary>
    public required string Folder { get; init; }

    public string Title { get; init; } = "GraphQL";

    /// <summary>Text of each new document.</summary>
    public string Document { get; init; } = "";

    /// <summary>Put before <see cref="Document"/> when no token is preset.</summary>
    public string TokenHint { get; init; } = "";

    /// <summary>Variables of each new document, by name.</summary>
    public IReadOnlyDictionary<string, object> Variables { get; init; } = new Dictionary<string, object>();

    /// <summary>The token that a visitor's documents start with, or null for none.</summary>
    /// <remarks>Whoever can open the page gets it: there is no sign-in before it.</remarks>
    public Func<HttpContext, string?> Token { get; init; } = _ => null;
}
