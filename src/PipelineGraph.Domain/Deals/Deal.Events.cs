using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    private List<PipelineEvent>? _pendingEvents;

    private DealState State => new(PipelineId, OwnerId, ChangeCount);

    /// <summary>Hands over what happened since the last call, in order, one event per version and per
    /// change of an alert.</summary>
    public IReadOnlyList<PipelineEvent> TakeEvents()
    {
        if (_pendingEvents is not { } events) return [];

        _pendingEvents = null;
        foreach (var each in events) each.Identify();
        return events;
    }

    /// <summary>
    /// Lets one event stand for all that an import has just told of the deal: those pending are dropped. The version
    /// stays.
    /// </summary>
    public void RecordImport(Recording at)
    {
        _pendingEvents = null;
        Announce(PipelineEventType.DealImported, at, State);
    }

    /// <summary>Keeps the event of an alert: it is no change of the deal, whose version stays.</summary>
    internal void Tell(PipelineEventType type, StalledDealAlert alert, Recording at)
        => Announce(type, at, State).StalledAlertId = alert.Id;

    /// <summary>Counts one change of the deal and keeps its event.</summary>
    private PipelineEvent Touch(PipelineEventType type, Recording at, in DealState before)
    {
        (Version, UpdatedAt) = (Version + 1, Instants.Later(UpdatedAt, at.RecordedAt));
        return Announce(type, at, before);
    }

    private PipelineEvent Touch(PipelineEventType type, Recording at) => Touch(type, at, State);

    private PipelineEvent Announce(PipelineEventType type, Recording at, in DealState before)
    {
        at.ThrowIfFaulty();   // whatever verb took it
        var pending = new PipelineEvent(this, type, at, before);
        (_pendingEvents ??= []).Add(pending);
        return pending;
    }
}
