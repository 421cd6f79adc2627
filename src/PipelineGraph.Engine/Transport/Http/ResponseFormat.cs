namespace PipelineGraph.Engine.Transport.Http;

/// <summary>The media type of a response, and with it the rules for its status code.</summary>
internal enum ResponseFormat
{
    /// <summary>`application/json`: 200 for every well-formed request, refused or not.</summary>
    Json,

    /// <summary>`application/graphql-response+json`: 400 for a request that is refused before execution.</summary>
    GraphQLResponse,

    /// <summary>`text/event-stream`: 200, and every result is an event; the only one for subscriptions.</summary>
    EventStream,
}

internal static class ResponseFormats
{
    public static string MediaType(this ResponseFormat format)
        => format switch
        {
            ResponseFormat.GraphQLResponse => "application/graphql-response+json; charset=utf-8",
            ResponseFormat.EventStream => "text/event-stream; charset=utf-8",
            _ => "application/json; charset=utf-8",
        };
}
