using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>Chooses the response's media type from `Accept`, weights included.</summary>
internal static class Negotiation
{
    private const string GraphQLResponse = "application/graphql-response+json";
    private const string Json = "application/json";
    private const string EventStream = "text/event-stream";

    /// <param name="format">How one result is answered; null means that nothing in the header can be served.</param>
    /// <param name="takesStream">Whether a stream of results can be answered.</param>
    /// <returns>False when the header cannot be read.</returns>
    public static bool TryChoose(StringValues accept, out ResponseFormat? format, out bool takesStream)
    {
        (format, takesStream) = (ResponseFormat.Json, false);
        if (StringValues.IsNullOrEmpty(accept) || accept == "*/*" || accept == Json) return true;

        if (!MediaTypeHeaderValue.TryParseStrictList(accept, out var ranges))
        {
            format = null;
            return false;
        }

        // Only where it is named: a wildcard asks for one document.
        var stream = ranges.Any(range => Is(range, EventStream)) ? Weight(ranges, EventStream) : 0;
        (format, takesStream) = (Choose(ranges, stream), stream > 0);
        return true;
    }

    public static bool WantsHtml(StringValues accept)
        => MediaTypeHeaderValue.TryParseList(accept, out var ranges)
            && ranges.Any(range => Is(range, "text/html") && range.Quality is not 0);

    // On equal weights the GraphQL type wins where it is named; a wildcard alone means plain JSON.
    private static ResponseFormat? Choose(IList<MediaTypeHeaderValue> ranges, double stream)
    {
        var json = Weight(ranges, Json);
        var graphQL = Weight(ranges, GraphQLResponse);
        if (stream > Math.Max(json, graphQL)) return ResponseFormat.EventStream;
        if (json <= 0 && graphQL <= 0) return null;

        var named = ranges.Any(range => Is(range, GraphQLResponse));
        return graphQL > json || (named && graphQL == json) ? ResponseFormat.GraphQLResponse : ResponseFormat.Json;
    }

    // RFC 9110, section 12.5.1: the most specific range that matches gives the weight.
    private static double Weight(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        var best = ranges
            .Where(range => Specificity(range, mediaType) > 0)
            .OrderByDescending(range => Specificity(range, mediaType))
            .FirstOrDefault();
        return best is null ? 0 : best.Quality ?? 1;
    }

    private static int Specificity(MediaTypeHeaderValue range, string mediaType)
    {
        if (Is(range, mediaType)) return ServesCharset(range) ? 3 : 0;
        if (Is(range, "application/*")) return 2;
        return Is(range, "*/*") ? 1 : 0;
    }

    private static bool Is(MediaTypeHeaderValue range, string mediaType)
        => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    private static bool ServesCharset(MediaTypeHeaderValue range)
        => !range.Charset.HasValue || range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
