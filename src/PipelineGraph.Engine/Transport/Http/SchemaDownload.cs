using System.Security.Cryptography;
using System.Text;
using GraphQL.Types;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>`GET /graphql?sdl`: the schema as a file; with `&amp;types=Deal,Stage` some of its types.</summary>
internal sealed class SchemaDownload(GraphQLHttpOptions options, ISchema schema, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lazy<byte[]> _whole
        = new(() => Encoding.UTF8.GetBytes(options.SchemaText?.Invoke() ?? SchemaPrinter.Print(schema)));

    /// <exception cref="SchemaSubsetException">The types asked for cannot be printed.</exception>
    public async Task WriteAsync(HttpContext context)
    {
        var isSubset = context.Request.Query.TryGetValue("types", out var types);
        var text = isSubset ? Encoding.UTF8.GetBytes(SchemaSubset.Print(schema, types)) : _whole.Value;
        var tag = $"\"1-{Convert.ToBase64String(SHA256.HashData(text))}\"";

        SetHeaders(context.Response, tag, isSubset ? SchemaSubset.FileName(types!) : "schema.graphql");
        if (context.Request.Headers.IfNoneMatch.Any(known => known == tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "application/graphql; charset=utf-8";
        context.Response.ContentLength = text.Length;
        await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }

    private void SetHeaders(HttpResponse response, string tag, string fileName)
    {
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = HeaderUtilities.FormatDate(_startedAt);

        // What needs a token must not be kept by a cache that several callers share.
        var scope = options.OpenSchemaDownload || !options.RequireAuthentication ? "public" : "private";
        response.Headers.CacheControl = scope + ", must-revalidate, max-age=3600";
    }
}
