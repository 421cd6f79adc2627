namespace PipelineGraph.Engine.Transport.Http;

/// <summary>The media type of a response, and with it the rules for its status code.</summary>
internal enum ResponseFormat
{
    /// <summary>`application/json`: 200 for every well-formed request, refused or not.</summary>
    Json,

    /// <summary>`application/graphql-response+json`: 400 for a request that is refused before execution.</summary>
    GraphQLResponse,
}

internal static class ResponseFormats
{
    public static string MediaType(this ResponseFormat format)
        => format is ResponseFormat.GraphQLResponse
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
}
