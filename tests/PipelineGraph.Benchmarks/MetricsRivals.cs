using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Benchmarks;

/// <summary>What both rivals of the dashboard have in common: the question, its pipeline, and which deals stand still.</summary>
internal sealed class MetricsRivals(IServiceProvider services, string connectionString)
{
    internal Task HandWrittenAsync(HttpContext http) => AnswerAsync(http, (_, scope, stalled, take)
        => new HandWrittenPass(connectionString, scope, stalled).Run(take));

    internal Task LinqAsync(HttpContext http) => AnswerAsync(http, (context, scope, stalled, take)
        => new LinqPass(context, scope, stalled).Run(take));

    private async Task AnswerAsync(HttpContext http, Action<PipelineDbContext, MetricsScope, HashSet<Guid>, RivalFigures> run)
    {
        using var request = await JsonDocument.ParseAsync(http.Request.Body);
        var variables = request.RootElement.GetProperty("variables");
        var period = variables.GetProperty("period");
        await using var context = services.GetRequiredService<PipelineDatabase>().Lease();
        var scope = await services.GetRequiredService<MetricsScopes>().FindAsync(context,
            NodeIdArgument.Key(variables.GetProperty("pipelineId").GetString()!, "Pipeline"),
            new Period(period.GetProperty("from").GetDateTime(), period.GetProperty("to").GetDateTime()), asOf: null,
            DateTime.UtcNow, http.RequestAborted) ?? throw new InvalidOperationException("There is no such pipeline.");
        var figures = new RivalFigures(scope.Frame);
        run(context, scope, await StalledDeals.NowAsync(context, scope.Pipeline.Id, http.RequestAborted), figures);
        await http.Response.Body.WriteAsync(figures.Write());
    }
}
