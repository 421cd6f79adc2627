using System.Globalization;
using System.Text.Json;
using GraphQL;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Begins a pass over the deals of a question.</summary>
internal sealed class MetricsReader(
    PipelineDatabase database, Visibility visibility, MetricsScopes scopes, PlannerDatabase planned, FilteredRows rows,
    FigureCache cache, TimeProvider clock)
{
    /// <summary>A pass for a field with pipelineId, and perhaps period, asOf and where; null for an unknown
    /// pipeline.</summary>
    public async Task<MetricsPass?> BeginAsync(IResolveFieldContext field)
    {
        var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
        await using var context = database.Lease();
        var scope = await scopes.FindAsync(
            context, NodeIdArgument.Key(field.GetArgument<string>("pipelineId"), "Pipeline"),
            PeriodInputType.Of(Value(field, "period")), Value(field, "asOf") as DateTime?, now, field.CancellationToken);
        if (scope is null) return null;

        var (where, user) = (FilteredRows.Where(field), field.User!);
        var sight = await visibility.SightAsync(context, user, field.CancellationToken);
        return new MetricsPass(planned, cache, scope, lease => rows.Of<Deal>(lease, where, user), user,
            Question(scope, where, Caller.From(user), sight, now));
    }

    /// <param name="sight">What the caller sees; null: all.</param>
    private static string Question(MetricsScope scope, object? where, Caller caller, Sight? sight, DateTime now)
    {
        var (frame, state) = (scope.Frame, scope.State);
        // A filter may ask for the clock, or for the caller.
        var filter = where is null
            ? ""
            : $"{JsonSerializer.Serialize(where)} {caller.Subject} {now.Ticks / TimeSpan.TicksPerMinute}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{scope.Pipeline.Id} {frame.From.Ticks} {frame.To.Ticks} {frame.AsOf.Ticks}|{state.Events} {state.Configuration}|")
            + $"{(sight is null ? "all" : string.Join(',', sight.Owners))}|{filter}";
    }

    private static object? Value(IResolveFieldContext field, string argument)
        => field.Arguments?.TryGetValue(argument, out var given) is true ? given.Value : null;
}
