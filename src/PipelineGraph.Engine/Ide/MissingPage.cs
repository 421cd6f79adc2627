using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Ide;

/// <summary>Stands where the IDE would, when its files were not there at build time.</summary>
internal static class MissingPage
{
    private static readonly byte[] Page = Read();

    public static Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = Page.Length;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.Body.WriteAsync(Page, context.RequestAborted).AsTask();
    }

    private static byte[] Read()
    {
        using var resource = typeof(MissingPage).Assembly.GetManifestResourceStream("PipelineGraph.Engine.Ide.Missing.html")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
