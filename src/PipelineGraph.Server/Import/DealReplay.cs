using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>Lets a deal live through its past again, so that all that is always true of a deal is true of this
/// one.</summary>
internal sealed class DealReplay(ImportSession session, DealRow row)
{
    /// <summary>The deal as it was created, then everything that happened to it.</summary>
    public Deal? Create(Deal? followUpOf)
    {
        var first = row.Steps[0];
        var begin = new Dictionary<string, string?>(row.Fields);
        foreach (var change in row.Changes.Reverse()) begin[change.Field.Name] = change.OldValue;

        Deal? deal = null;
        first.Row.Try(() =>
        {
            var created = first.Recording(session);
            deal = new Deal(begin["title"] ?? "", first.Stage, begin["currency"] ?? "", created,
                DealColumns.Edit(begin) with { ExternalId = created.RecordedAt < session.Now ? null : row.Key },
                    followUpOf, first.Reason, first.IsOverride);
            // What came in now is news to whoever follows the deals by updatedAt, however long ago it was recorded
            // elsewhere.
            if (created.RecordedAt < session.Now)
                deal.RecordEdit(
                    new DealEdit { ExternalId = row.Key }, new Recording(deal.CreatedAt, session.Now, created.Actor));
        });
        return deal is not null && Go(deal, row.Steps.Skip(1), row.Changes) ? deal : null;
    }

    /// <summary>Appends transitions and changes in the order of time; a change comes before a transition of the same
    /// instant.</summary>
    public bool Go(Deal deal, IEnumerable<DealStep> steps, IEnumerable<DealChange> changes)
    {
        var events =
            changes.Select(change => (change.At, Order: 0, change.Row, Apply: (Action)(() => Apply(deal, change))))
            .Concat(steps.Select(step => (step.At, Order: 1, step.Row, Apply: (Action)(() => Apply(deal, step)))))
            .OrderBy(each => each.At).ThenBy(each => each.Order);
        return events.All(each => each.Row.Try(each.Apply));
    }

    private void Apply(Deal deal, DealStep step)
    {
        var at = step.Recording(session);
        var closing = new DealClosing
        {
            Reason = step.Reason,
            IsOverride = step.IsOverride,
            Note = step == row.Steps[^1] ? row.CloseNote : null,
            RateUnits = session.Rates.At(deal.Currency, session.Pipelines.Of(step.Stage).Currency, step.At),
        };
        switch (step.Kind)
        {
            case TransitionKind.Advanced or TransitionKind.MovedBack:
                deal.RecordMove(
                    session.Pipelines.ById(deal.StageId), step.Stage, at, step.Reason, step.IsOverride, step.Kind);
                break;
            case TransitionKind.Transferred: deal.RecordTransfer(step.Stage, at, step.Reason, step.IsOverride); break;
            case TransitionKind.Won: deal.RecordWin(at, closing); break;
            case TransitionKind.Lost:
                deal.RecordLoss(at, step == row.Steps[^1] ? row.LossReason : null, closing);
                break;
            case TransitionKind.Disqualified: deal.RecordDisqualification(at, closing); break;
            case TransitionKind.Reopened: deal.RecordReopening(step.Stage, at, step.Reason, step.IsOverride); break;
            case TransitionKind.Reverted: deal.RecordUndo(step.Stage, at); break;
            default: step.Row.Fault("kind", "a deal is created once"); break;
        }
    }

    private void Apply(Deal deal, DealChange change)
    {
        var edit = change.Field.Field.Set!(new DealEdit(), change.NewValue);
        if (deal.Status == DealStatus.Open) deal.RecordEdit(edit, change.Recording(session));
        else if (DealColumns.CanBeCorrected(change.Field.Tracked))
            deal.RecordCorrection(DealColumns.Correction(edit), change.Recording(session));
        else change.Row.Fault("effective_at", "the deal was closed then");
    }
}
