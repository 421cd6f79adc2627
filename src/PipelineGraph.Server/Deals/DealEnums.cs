using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class DealStatusEnum : EnumType<DealStatus>
{
    public DealStatusEnum() : base("Whether a deal is open, or how it ended.")
    {
        Value(DealStatus.Open, "It stands in a stage.");
        Value(DealStatus.Won, "The customer bought.");
        Value(DealStatus.Lost, "The customer did not buy.");
        Value(DealStatus.Disqualified, "It did not fit, so it was left early; not counted as a loss.");
    }
}

internal sealed class LossReasonEnum : EnumType<LossReason>
{
    public LossReasonEnum() : base("Why a deal was lost.")
    {
        Value(LossReason.Price, "Too expensive.");
        Value(LossReason.Competitor, "Somebody else was chosen.");
        Value(LossReason.NoBudget, "There was no money for it.");
        Value(LossReason.NoDecision, "The customer did not decide.");
        Value(LossReason.Timing, "Not now.");
        Value(LossReason.ProductFit, "It was not what the customer needed.");
        Value(LossReason.Unresponsive, "The customer did not answer any more.");
        Value(LossReason.Other, "Something else; the close note says what.");
    }
}

internal sealed class FactorRatingEnum : EnumType<FactorRating>
{
    public FactorRatingEnum() : base("How a factor of the qualification is rated.")
    {
        Value(FactorRating.Unknown, "Not known yet.");
        Value(FactorRating.No, "No.");
        Value(FactorRating.Partial, "In part; counts half.");
        Value(FactorRating.Yes, "Yes; counts in full.");
    }
}

internal sealed class QualificationFactorEnum : EnumType<QualificationFactor>
{
    public QualificationFactorEnum() : base("A factor of the qualification.")
    {
        Value(QualificationFactor.Budget, "Is there money for it?");
        Value(QualificationFactor.Authority, "May the people in touch decide?");
        Value(QualificationFactor.Need, "Does the customer need it?");
        Value(QualificationFactor.Timeline, "Is it clear when the customer wants it?");
        Value(QualificationFactor.Interest, "Is the customer interested?");
    }
}

internal sealed class TransitionKindEnum : EnumType<TransitionKind>
{
    public TransitionKindEnum() : base("What a step in the life of a deal was.")
    {
        Value(TransitionKind.Created, "The deal began.");
        Value(TransitionKind.Advanced, "To a later stage.");
        Value(TransitionKind.MovedBack, "To an earlier stage.");
        Value(TransitionKind.Transferred, "To another pipeline, or out of a stage that was removed.");
        Value(TransitionKind.Won, "Closed as won.");
        Value(TransitionKind.Lost, "Closed as lost.");
        Value(TransitionKind.Disqualified, "Closed as disqualified.");
        Value(TransitionKind.Reopened, "Open again after a close.");
        Value(TransitionKind.Reverted, "The step before was undone.");
    }
}

internal sealed class TrackedFieldEnum : EnumType<TrackedField>
{
    public TrackedFieldEnum() : base("A field of a deal whose changes are kept.")
    {
        Value(TrackedField.Title, "The title.");
        Value(TrackedField.Description, "The description.");
        Value(TrackedField.Account, "The account, as a global id.");
        Value(TrackedField.PrimaryContact, "The primary contact, as a global id.");
        Value(TrackedField.Owner, "The owner, as a global id.");
        Value(TrackedField.Amount, "The amount.");
        Value(TrackedField.Currency, "The currency.");
        Value(TrackedField.ProbabilityOverride, "The probability that takes the place of the stage's.");
        Value(TrackedField.ExpectedCloseDate, "The expected close date.");
        Value(TrackedField.Source, "The source.");
        Value(TrackedField.Budget, "The rating of the budget.");
        Value(TrackedField.Authority, "The rating of the authority.");
        Value(TrackedField.Need, "The rating of the need.");
        Value(TrackedField.Timeline, "The rating of the timeline.");
        Value(TrackedField.Interest, "The rating of the interest.");
        Value(TrackedField.Checklist, "An item of the checklist, as the global id of its exit criterion: null before it was ticked off.");
        Value(TrackedField.LossReason, "The loss reason.");
        Value(TrackedField.CloseNote, "The close note.");
        Value(TrackedField.ClosedAt, "The instant of the close.");
    }
}
