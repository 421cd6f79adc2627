using System.Security.Claims;
using GraphQLParser.AST;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Events;

/// <summary>What makes two subscriptions the same: they are sent the same bytes.</summary>
/// <param name="Operation">Of a cached document, so that equal texts have the same.</param>
/// <param name="Variables">As JSON in a fixed order; the one that only says where to begin is left out.</param>
/// <param name="Audience">What the caller may see, see <see cref="Planning.PlanningOptions.Audience"/>.</param>
internal sealed record SelectionKey(GraphQLOperationDefinition Operation, string Variables, string Audience);

/// <summary>A selection that is executed for events.</summary>
/// <param name="Prepared">The operation.</param>
/// <param name="User">One of those who follow by it; they all see the same.</param>
internal sealed record FollowedSelection(
    SelectionKey Key, PreparedRequest Prepared, ClaimsPrincipal User, EventSelection Selection, EventRenderer Renderer)
{
    /// <summary>Executes the selection for several events together; the order stays.</summary>
    public Task<IReadOnlyList<EventMessage>> RenderAsync(
        IReadOnlyList<LoggedEvent> events, CancellationToken cancelled)
        => events.Count == 0
            ? Task.FromResult<IReadOnlyList<EventMessage>>([])
            : Renderer.RenderAsync(Prepared, User, events, cancelled);
}
