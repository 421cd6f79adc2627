namespace PipelineGraph.Domain.Deals;

/// <summary>The fields of a deal whose changes are kept.</summary>
public enum TrackedField
{
    Title, Description, Account, PrimaryContact, Owner, Amount, Currency, ProbabilityOverride, ExpectedCloseDate,
    Source, Budget, Authority, Need, Timeline, Interest, Checklist, LossReason, CloseNote, ClosedAt,
}
