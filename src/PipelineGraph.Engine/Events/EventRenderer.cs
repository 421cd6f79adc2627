using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Events;

/// <summary>Executes subscriptions' selections: all events of a page together, with one command for each level.</summary>
internal sealed class EventRenderer(GraphQLExecutor executor, IServiceScopeFactory scopes)
{
    /// <summary>The execution result of each event.</summary>
    /// <exception cref="EventsNotShownException">Not even a single one of them can be executed in time.</exception>
    public async Task<IReadOnlyList<EventMessage>> RenderAsync(
        PreparedRequest prepared, ClaimsPrincipal user, IReadOnlyList<LoggedEvent> events, CancellationToken cancelled)
    {
        if (events.Count == 0) return [];

        var run = new StreamRun { Events = events };
        using (var response = await RunAsync(prepared, user, run, cancelled))
        {
            if (run.Shown is { } shown) return [.. events.Zip(shown, MessageOf)];
            if (events.Count == 1) throw new EventsNotShownException(response.Result.Errors?[0].Message);
        }

        var half = events.Count / 2;   // too much for the time limit, or one of them is at fault
        return
        [
            .. await RenderAsync(prepared, user, [.. events.Take(half)], cancelled),
            .. await RenderAsync(prepared, user, [.. events.Skip(half)], cancelled),
        ];
    }

    /// <summary>Coerces variables and arguments, which tell what is wanted and from where.</summary>
    /// <returns>The field as the caller wrote it, or why it is refused.</returns>
    public async Task<StreamRun> OpenAsync(
        PreparedRequest prepared, ClaimsPrincipal user, CancellationToken cancelled)
    {
        var run = new StreamRun();
        using var response = await RunAsync(prepared, user, run, cancelled);
        run.Errors = response.Result.Errors;
        return run;
    }

    private async Task<GraphQLResponse> RunAsync(
        PreparedRequest prepared, ClaimsPrincipal user, StreamRun run, CancellationToken cancelled)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await executor.ExecuteAsync(prepared, user, scope.ServiceProvider, run, cancelled);
    }

    private static EventMessage MessageOf(LoggedEvent happened, PlannedExecutionNode node)
    {
        using var buffer = new PooledBuffer();
        ResponseWriter.WriteField(node.Name!, (RawJson?)node.Result, node.Errors, buffer);
        return new EventMessage(happened.Position, buffer.Written.ToArray());
    }
}

/// <summary>The selection cannot be executed for an event.</summary>
internal sealed class EventsNotShownException(string? why) : Exception(why);
