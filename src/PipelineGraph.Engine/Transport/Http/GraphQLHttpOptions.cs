namespace PipelineGraph.Engine.Transport.Http;

/// <summary>What the host decides about the HTTP endpoint.</summary>
public sealed class GraphQLHttpOptions
{
    /// <summary>Answer 401 to callers whom ASP.NET Core's authentication did not recognise.</summary>
    public bool RequireAuthentication { get; set; } = true;

    /// <summary>Hand out `?sdl` without a token; meant for Development.</summary>
    public bool OpenSchemaDownload { get; set; }

    /// <summary>The text for `?sdl`; by default what <see cref="SchemaExport.SchemaPrinter"/> prints.</summary>
    public Func<string>? SchemaText { get; set; }

    /// <summary>
    /// Whether pages of another origin may open WebSockets, in the spelling of <see cref="WebOrigin.Normal"/>. Pages of
    /// the server's own always may.
    /// </summary>
    public Func<string, bool> AllowsOrigin { get; set; } = _ => false;

    /// <summary>Where a browser that opens the endpoint is sent; null sends it nowhere.</summary>
    public string? IdePath { get; set; } = "/graphql/ui/";
}
