using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>GraphQL over HTTP: one operation per GET or POST.</summary>
internal sealed class GraphQLHttpHandler(
    GraphQLExecutor executor,
    IOptions<LimitOptions> limits,
    GraphQLHttpOptions options,
    SchemaDownload download,
    UnexpectedErrors unexpected)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to tell.
        }
        catch (SchemaSubsetException refused)
        {
            await RefuseAsync(context, (int)refused.Status, RequestErrors.Schema(refused)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, unexpected.Mask(exception))
                .ConfigureAwait(false);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        var isDownload = isGet && request.Query.ContainsKey("sdl");
        if (isGet && options.IdePath is { } ide && IsBrowser(request)) return Redirect(context, ide);
        if (!isGet && !HttpMethods.IsPost(request.Method))
            return NotAllowedAsync(context, "GET, POST", RequestErrors.MethodNotAllowed());
        if (IsRefused(context, isDownload)) return ChallengeAsync(context);
        if (isDownload) return download.WriteAsync(context);

        return !Negotiation.TryChoose(request.Headers.Accept, out var format)
            ? RefuseAsync(context, StatusCodes.Status400BadRequest, RequestErrors.AcceptUnreadable(request.Headers.Accept.ToString()))
            : format is null
                ? RefuseAsync(context, StatusCodes.Status406NotAcceptable, RequestErrors.AcceptNotSupported())
                : AnswerAsync(context, format.Value, isGet);
    }

    private async Task AnswerAsync(HttpContext context, ResponseFormat format, bool isGet)
    {
        if (!isGet && !HttpRequestReader.IsReadable(context.Request))
        {
            await HttpResponseWriter.WriteAsync(
                context, format, StatusCodes.Status415UnsupportedMediaType, RequestErrors.ContentTypeNotSupported())
                .ConfigureAwait(false);
            return;
        }

        PreparedRequest prepared;
        try
        {
            var request = isGet
                ? HttpRequestReader.ReadQueryString(context.Request.Query, limits.Value)
                : await HttpRequestReader.ReadBodyAsync(context.Request, limits.Value, context.RequestAborted).ConfigureAwait(false);
            if (request is { Query: null or "", Id: null }) throw RequestErrors.NoQuery();

            prepared = executor.Prepare(request);
        }
        catch (ExecutionError malformed)
        {
            await HttpResponseWriter.WriteAsync(context, format, MalformedStatus(malformed), malformed).ConfigureAwait(false);
            return;
        }

        await RunAsync(context, format, prepared, isGet).ConfigureAwait(false);
    }

    private async Task RunAsync(HttpContext context, ResponseFormat format, PreparedRequest prepared, bool isGet)
    {
        var kind = prepared.Operation?.Operation ?? OperationType.Query;
        if (isGet && kind is not OperationType.Query)
        {
            await NotAllowedAsync(context, "POST", RequestErrors.KindNotAllowed(), format).ConfigureAwait(false);
            return;
        }

        if (kind is OperationType.Subscription)
        {
            // One JSON document cannot carry a stream of events.
            await HttpResponseWriter.WriteAsync(
                context, format, StatusCodes.Status406NotAcceptable, RequestErrors.KindNotAllowed()).ConfigureAwait(false);
            return;
        }

        using var response = await executor
            .ExecuteAsync(prepared, context.User, context.RequestServices, context.RequestAborted).ConfigureAwait(false);
        await HttpResponseWriter.WriteAsync(context, format, response).ConfigureAwait(false);
    }

    private static bool IsBrowser(HttpRequest request)
        => !request.Query.ContainsKey("query") && !request.Query.ContainsKey("id") && !request.Query.ContainsKey("sdl")
            && !request.Query.ContainsKey("extensions") && Negotiation.WantsHtml(request.Headers.Accept);

    private static Task Redirect(HttpContext context, string path)
    {
        context.Response.Headers.Vary = "Accept";
        context.Response.Redirect(context.Request.PathBase + path);
        return Task.CompletedTask;
    }

    private bool IsRefused(HttpContext context, bool isDownload)
        => options.RequireAuthentication
            && context.User.Identity is not { IsAuthenticated: true }
            && !(isDownload && options.OpenSchemaDownload);

    private static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(context, StatusCodes.Status401Unauthorized, RequestErrors.NotAuthenticated());
    }

    private static Task NotAllowedAsync(
        HttpContext context, string allowed, ExecutionError error, ResponseFormat format = ResponseFormat.Json)
    {
        context.Response.Headers.Allow = allowed;
        return HttpResponseWriter.WriteAsync(context, format, StatusCodes.Status405MethodNotAllowed, error);
    }

    private static Task RefuseAsync(HttpContext context, int status, ExecutionError error)
        => HttpResponseWriter.WriteAsync(context, ResponseFormat.Json, status, error);

    private static int MalformedStatus(ExecutionError error)
        => error.Code == ErrorCodes.RequestTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
}
