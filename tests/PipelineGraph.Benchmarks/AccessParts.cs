using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Benchmarks;

/// <summary>Parts of a request that no setting takes out, measured alone: microseconds of CPU each.</summary>
internal static class AccessParts
{
    private const int WarmUp = 20_000, Times = 20_000;

    /// <summary>All that comes between reading the request and executing it: rates, trusted documents, roles, cost.</summary>
    internal static async Task CheckAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var body = Encoding.UTF8.GetBytes(MeasuredServer.Body(ListQuery.Text, new { least = ListQuery.LeastAmount }));
        var request = RequestReader.Read(body, services.GetRequiredService<IOptions<LimitOptions>>().Value);
        var executor = services.GetRequiredService<GraphQLExecutor>();
        await AnswerAsync(context, () => Task.FromResult(executor.Prepare(request, context.User).IsRefused));
    }

    /// <summary>Reading and believing the token.</summary>
    internal static Task SignInAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization;
        return AnswerAsync(context, async () =>
        {
            await using var scope = context.RequestServices.CreateAsyncScope();
            var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            request.Request.Headers.Authorization = authorization;
            return !(await request.AuthenticateAsync()).Succeeded;
        });
    }

    private static async Task AnswerAsync(HttpContext context, Func<Task<bool>> fails)
    {
        for (var i = 0; i < WarmUp; i++)
            if (await fails()) throw new InvalidOperationException("It was refused.");

        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Times; i++) await fails();
        var each = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Times;
        await context.Response.WriteAsync(each.ToString(CultureInfo.InvariantCulture));
    }
}
