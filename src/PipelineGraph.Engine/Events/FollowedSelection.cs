using GraphQLParser.AST;

namespace PipelineGraph.Engine.Events;

/// <summary>What makes two subscriptions the same: they are sent the same bytes.</summary>
/// <param name="Operation">Of a cached document, so that equal texts have the same.</param>
/// <param name="Variables">As JSON in a fixed order; the one that only says where to begin is left out.</param>
/// <param name="Audience">What the caller may see, see <see cref="Planning.PlanningOptions.Audience"/>.</param>
internal sealed record SelectionKey(GraphQLOperationDefinition Operation, string Variables, string Audience);

/// <summary>A selection that is executed for events.</summary>
/// <param name="Key">Whoever has an equal one is sent the same.</param>
/// <param name="Selection">Which events.</param>
/// <param name="RenderAsync">Executes the selection for several events together; the order stays.</param>
internal sealed record FollowedSelection(SelectionKey Key, EventSelection Selection,
    Func<IReadOnlyList<LoggedEvent>, CancellationToken, Task<IReadOnlyList<EventMessage>>> RenderAsync);
