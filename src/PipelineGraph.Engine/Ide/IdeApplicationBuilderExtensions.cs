using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace PipelineGraph.Engine.Ide;

public static class IdeApplicationBuilderExtensions
{
    /// <summary>Neither frames nor other hosts; a JSON schema validator of the IDE compiles code at start.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; worker-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves Banana Cake Pop from local files: without internet, sign-in or service worker.</summary>
    public static IApplicationBuilder UseGraphQLIde(this IApplicationBuilder app, IdeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var isInstalled = File.Exists(Path.Combine(options.Folder, "index.html"));
        return app.Map(options.Path, ide =>
        {
            ide.Use((context, next) => AnswerAsync(context, next, options, isInstalled));
            if (isInstalled) UseFiles(ide, new PhysicalFileProvider(Path.GetFullPath(options.Folder)));
        });
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, IdeOptions options, bool isInstalled)
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        switch (context.Request.Path.Value)
        {
            // The page's own links are relative to the folder, so that it must be opened with the slash.
            case null or "" or "/index.html":
                context.Response.Redirect($"{context.Request.PathBase}/");
                return Task.CompletedTask;
            case "/bcp-config.json":
                return IdeConfiguration.WriteAsync(context, options);
            case "/" when !isInstalled:
                return MissingPage.WriteAsync(context);
            // It would keep the configuration, with the token in it, in the browser's cache.
            case "/service-worker.js":
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            default:
                return next(context);
        }
    }

    private static void UseFiles(IApplicationBuilder ide, PhysicalFileProvider files)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".ttf"] = "font/ttf";
        types.Mappings[".webmanifest"] = "application/manifest+json";
        types.Mappings[".woff2"] = "font/woff2";

        ide.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        ide.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            ServeUnknownFileTypes = true,   // its licence has no extension
            DefaultContentType = "text/plain; charset=utf-8",
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/static", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"   // names carry a hash
                    : "no-cache",
        });
    }
}
