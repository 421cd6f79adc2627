using System.Buffers;
using System.Text;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>Takes a GraphQL request out of an HTTP request.</summary>
internal static class HttpRequestReader
{
    /// <summary>Only `application/json` in UTF-8, uncompressed: a compressed body could expand without bound.</summary>
    public static bool IsReadable(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && (StringValues.IsNullOrEmpty(request.Headers.ContentEncoding)
                || request.Headers.ContentEncoding == "identity");

    /// <summary>The body as sent, to be disposed.</summary>
    /// <exception cref="ExecutionError">It is too large (HC0010).</exception>
    public static async Task<PooledBuffer> ReadBodyAsync(
        HttpRequest request, LimitOptions limits, CancellationToken cancelled)
    {
        if (request.ContentLength > limits.BodyBytes) throw RequestErrors.TooLarge();

        var body = new PooledBuffer((int)(request.ContentLength ?? 4096) + 1);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancelled);
                var isTooLarge = body.Length + read.Buffer.Length > limits.BodyBytes;
                if (!isTooLarge)
                    foreach (var segment in read.Buffer) body.Write(segment.Span);
                request.BodyReader.AdvanceTo(read.Buffer.End);   // also then: the server reads on to the body's end
                if (isTooLarge) throw RequestErrors.TooLarge();
                if (read.IsCompleted) return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <exception cref="ExecutionError">A parameter is malformed or occurs twice.</exception>
    public static GraphQLRequest ReadQueryString(IQueryCollection query, LimitOptions limits) => new(
        Single(query, "query"),
        Single(query, "id"),
        Single(query, "operationName"),
        Inputs(query, "variables", limits),
        Inputs(query, "extensions", limits));

    private static Inputs? Inputs(IQueryCollection query, string parameter, LimitOptions limits)
        => Single(query, parameter) is { Length: > 0 } json
            ? RequestReader.ReadInputs(parameter, Encoding.UTF8.GetBytes(json), limits)
            : null;

    private static string? Single(IQueryCollection query, string parameter)
        => query.TryGetValue(parameter, out var values) && values.Count > 1
            ? throw RequestErrors.InvalidParameter(parameter, "given once")
            : values;
}
