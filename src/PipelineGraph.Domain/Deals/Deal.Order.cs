using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>
    /// The recording at an instant where the deal's next transition may lie: not before the latest one, but on its day
    /// right after it, so that one can enter what happened "today". What happens now comes after everything, even by
    /// the clock of another server that is a little behind.
    /// </summary>
    private Recording Settled(InputCheck check, Recording at, Stage stage, string field)
    {
        at.Check(check);
        var latest = Instants.Later(LastTransitionAt, ClosedAt ?? LastTransitionAt);
        if (at.EffectiveAt >= latest) return at;

        check.That(at.IsOvertakenBy(latest) || stage.Pipeline.IsSameDay(at.EffectiveAt, latest), field,
            "It lies before the deal's latest transition.");
        return at.PutOffTo(latest.AddMilliseconds(1));
    }

    private void CheckOrder(Recording at)
    {
        if (TransitionCount == 0) return;
        if (at.EffectiveAt < LastTransitionAt || at.EffectiveAt < ClosedAt)
            throw new InvalidInputException("effectiveAt", "It lies before the deal's latest transition.");
    }

    /// <summary>The recording at an instant where the deal's next change may lie.</summary>
    private Recording AfterChanges(Recording at)
    {
        var latest = LastChangeAt ?? CreatedAt;
        if (at.EffectiveAt >= latest) return at;
        if (at.IsOvertakenBy(latest)) return at.PutOffTo(latest);

        throw new InvalidInputException("effectiveAt", "It lies before the deal's latest change or its creation.");
    }
}
