using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>`GET /graphql?sdl`: the schema as a file.</summary>
internal sealed class SchemaDownload(GraphQLHttpOptions options, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lazy<(byte[] Text, string Tag)?> _schema = new(() => Print(options.SchemaText));

    public async Task WriteAsync(HttpContext context)
    {
        if (_schema.Value is not var (text, tag))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SetHeaders(context.Response, tag);
        if (context.Request.Headers.IfNoneMatch.Any(known => known == tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "application/graphql; charset=utf-8";
        context.Response.ContentLength = text.Length;
        await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }

    private static (byte[] Text, string Tag)? Print(Func<string>? print)
    {
        if (print is null) return null;

        var text = Encoding.UTF8.GetBytes(print());
        return (text, $"\"1-{Convert.ToBase64String(SHA256.HashData(text))}\"");
    }

    private void SetHeaders(HttpResponse response, string tag)
    {
        response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = HeaderUtilities.FormatDate(_startedAt);

        // What needs a token must not be kept by a cache that several callers share.
        var scope = options.OpenSchemaDownload || !options.RequireAuthentication ? "public" : "private";
        response.Headers.CacheControl = scope + ", must-revalidate, max-age=3600";
    }
}
