using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Cost;
using PipelineGraph.Engine.Limits.Rates;
using PipelineGraph.Engine.SchemaExport;
using PipelineGraph.Engine.Transport.Sse;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>GraphQL over HTTP: one operation per GET or POST.</summary>
internal sealed class GraphQLHttpHandler(
    GraphQLExecutor executor,
    IOptions<LimitOptions> limits,
    GraphQLHttpOptions options,
    SchemaDownload download,
    IdempotentHttp idempotent,
    SseHandler sse,
    UnexpectedErrors unexpected)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to tell.
        }
        catch (SchemaSubsetException refused)
        {
            await RefuseAsync(context, (int)refused.Status, RequestErrors.Schema(refused));
        }
        catch (Exception exception) when (exception is not BadHttpRequestException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, unexpected.Mask(exception));
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        var isForDocument = context.NamesDocument();
        if (isGet && !isForDocument && options.IdePath is { } ide && IsBrowser(request)) return Redirect(context, ide);
        if (!isGet && !HttpMethods.IsPost(request.Method))
            return NotAllowedAsync(context, "GET, POST", RequestErrors.MethodNotAllowed());

        var isDownload = isGet && !isForDocument && request.Query.ContainsKey("sdl");
        if (NeedsToken(isDownload) && context.User.Identity is not { IsAuthenticated: true })
            return HttpResponseWriter.ChallengeAsync(context);

        return isDownload ? download.WriteAsync(context) : NegotiateAsync(context, isGet);
    }

    private Task NegotiateAsync(HttpContext context, bool isGet)
    {
        var accept = context.Request.Headers.Accept;
        if (!Negotiation.TryChoose(accept, out var format, out var takesStream))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, RequestErrors.AcceptUnreadable($"{accept}"));
        if (format is null)
            return RefuseAsync(context, StatusCodes.Status406NotAcceptable, RequestErrors.AcceptNotSupported());

        if (isGet || HttpRequestReader.IsReadable(context.Request)) return AnswerAsync(context, format.Value, takesStream, isGet);

        const int Status = StatusCodes.Status415UnsupportedMediaType;
        return RefuseAsync(context, Status, RequestErrors.ContentTypeNotSupported(), format.Value);
    }

    private async Task AnswerAsync(HttpContext context, ResponseFormat format, bool takesStream, bool isGet)
    {
        GraphQLRequest request;
        IdempotencyClaim? claim;
        try
        {
            using var body = isGet
                ? null
                : await HttpRequestReader.ReadBodyAsync(context.Request, limits.Value, context.RequestAborted);
            request = (body is null
                ? HttpRequestReader.ReadQueryString(context.Request.Query, limits.Value)
                : RequestReader.Read(body.Written, limits.Value)).ByAddress(context);
            context.Features.Set(request);
            if (!request.HasDocument) throw RequestErrors.NoQuery();
            claim = IdempotencyHeader.Claim(context, body is null ? default : body.Written);
        }
        catch (ExecutionError malformed)
        {
            await RefuseAsync(context, StatusOf(malformed), malformed, format);
            return;
        }

        var report = CostReports.Of(context.Request.Headers);
        var prepared = executor.Prepare(request, context.User) with { Report = report };
        if (prepared.Errors is [RateLimitedError limited])
        {
            context.Response.Headers.RetryAfter = limited.RetryAfter;
            var shown = IsStream(format) ? ResponseFormat.Json : format;
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, limited, shown);
            return;
        }

        if (takesStream && prepared.Operation?.Operation is OperationType.Subscription) format = ResponseFormat.EventStream;
        if (claim is null || prepared.IsRefused || report is CostReport.Validate)
            await RunAsync(context, format, prepared, isGet);
        else await idempotent.AnswerAsync(context, format, prepared, claim);
    }

    private async Task RunAsync(HttpContext context, ResponseFormat format, PreparedRequest prepared, bool isGet)
    {
        var kind = prepared.Operation?.Operation ?? OperationType.Query;
        if (isGet && kind is not OperationType.Query && !(kind is OperationType.Subscription && IsStream(format)))
        {
            await NotAllowedAsync(context, "POST", RequestErrors.KindNotAllowed(), format);
        }
        else if (IsStream(format) && !(kind is OperationType.Subscription && prepared.Report is CostReport.Validate))
        {
            await sse.HandleAsync(context, prepared);
        }
        else if (kind is OperationType.Subscription && prepared.Report is not CostReport.Validate)
        {
            // One JSON document cannot carry a stream of events.
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, RequestErrors.KindNotAllowed(), format);
        }
        else
        {
            using var response = await executor.ExecuteAsync(
                prepared, context.User, context.RequestServices, context.RequestAborted);
            await HttpResponseWriter.WriteAsync(context, format, response);
        }
    }

    private static bool IsStream(ResponseFormat format) => format is ResponseFormat.EventStream;

    private bool NeedsToken(bool isDownload)
        => options.RequireAuthentication && !(isDownload && options.OpenSchemaDownload);

    private static bool IsBrowser(HttpRequest request)
        => !request.Query.ContainsKey("query") && !request.Query.ContainsKey("id") && !request.Query.ContainsKey("sdl")
            && !request.Query.ContainsKey("extensions") && Negotiation.WantsHtml(request.Headers.Accept);

    private static Task Redirect(HttpContext context, string path)
    {
        context.Response.Headers.Vary = "Accept";
        context.Response.Redirect(context.Request.PathBase + path);
        return Task.CompletedTask;
    }

    private static Task NotAllowedAsync(
        HttpContext context, string allowed, ExecutionError error, ResponseFormat format = ResponseFormat.Json)
    {
        context.Response.Headers.Allow = allowed;
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, error, format);
    }

    private static Task RefuseAsync(
        HttpContext context, int status, ExecutionError error, ResponseFormat format = ResponseFormat.Json)
        => HttpResponseWriter.WriteAsync(context, format, status, error);

    private static int StatusOf(ExecutionError malformed) => malformed.Code == ErrorCodes.RequestTooLarge
        ? StatusCodes.Status413PayloadTooLarge
        : StatusCodes.Status400BadRequest;
}
