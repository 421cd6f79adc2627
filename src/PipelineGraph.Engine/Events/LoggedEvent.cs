using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Events;

/// <summary>One committed event, as subscriptions follow it.</summary>
/// <param name="Position">Its place in the log: dense, in the order in which events can be read.</param>
/// <param name="Node">The row that shows it, with the name of the entity type that it is shown as.</param>
/// <param name="Fact">What <see cref="EventSelection"/> looks at; null where the feed has looked itself.</param>
public sealed record LoggedEvent(long Position, NodeId Node, object? Fact);

/// <summary>A part of the log.</summary>
/// <param name="Events">In their order.</param>
/// <param name="Through">Everything that matches, up to this place, is in <paramref name="Events"/>.</param>
/// <param name="IsLast">Whether nothing more could be read.</param>
public sealed record EventPage(IReadOnlyList<LoggedEvent> Events, long Through, bool IsLast);

/// <summary>Which events a subscription wants.</summary>
public abstract record EventSelection
{
    /// <summary>Whether an event in hand is one of them; must agree with what the feed reads for it.</summary>
    /// <param name="fact"><see cref="LoggedEvent.Fact"/>.</param>
    public abstract bool Includes(object fact);

    /// <summary>Whether events in hand cannot tell, so that the feed is asked for each page.</summary>
    public virtual bool AsksFeed => false;
}
