using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.Http;

/// <summary>Sends a response whole, so that a failure while serializing can still change the status.</summary>
internal static class HttpResponseWriter
{
    /// <summary>Sends the outcome of a well-formed request with the status its media type asks for.</summary>
    public static Task WriteAsync(HttpContext context, ResponseFormat format, GraphQLResponse response)
        => WriteAsync(context, format, response, Status(format, response));

    /// <summary>Sends a refusal whose status does not depend on the media type.</summary>
    public static async Task WriteAsync(HttpContext context, ResponseFormat format, int status, ExecutionError error)
    {
        using var response = GraphQLResponse.Refused(error);
        await WriteAsync(context, format, response, status);
    }

    /// <summary>Sends a refusal that says when to try again.</summary>
    public static Task TryLaterAsync(HttpContext context, int status, ExecutionError error)
    {
        context.Response.Headers.RetryAfter = "10";   // seconds; connections end when they end
        return WriteAsync(context, ResponseFormat.Json, status, error);
    }

    /// <summary>Asks for a token.</summary>
    public static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        const int Status = StatusCodes.Status401Unauthorized;
        return WriteAsync(context, ResponseFormat.Json, Status, RequestErrors.NotAuthenticated());
    }

    private static async Task WriteAsync(
        HttpContext context, ResponseFormat format, GraphQLResponse response, int status)
    {
        Audit(context, response);
        using var body = new PooledBuffer();
        response.Write(body);
        await WriteAsync(context, format, body.WrittenMemory, status);
    }

    /// <summary>Sends a body that was rendered before.</summary>
    public static async Task WriteAsync(
        HttpContext context, ResponseFormat format, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = format.MediaType();
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <param name="transport">Null to find out.</param>
    internal static void Audit(HttpContext context, GraphQLResponse response, string? transport = null)
    {
        if (response.Result.Errors is not { Count: > 0 } errors) return;

        context.RequestServices.GetRequiredService<RefusalAudit>().Note(errors, RefusedCall.Of(context, transport));
    }

    private static int Status(ResponseFormat format, GraphQLResponse response)
        => response.IsTimeout ? StatusCodes.Status503ServiceUnavailable
            : response.IsRequestError && format is ResponseFormat.GraphQLResponse ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
}
