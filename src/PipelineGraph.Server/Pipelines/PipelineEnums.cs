using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Pipelines;

internal sealed class ProcessEnforcementEnum : EnumType<ProcessEnforcement>
{
    public ProcessEnforcementEnum() : base("How strictly stage moves must follow the process.")
    {
        Value(ProcessEnforcement.Free, "Any move.");
        Value(ProcessEnforcement.Guided,
            "Skips, backward moves and unmet exit criteria need a reason, which is kept.");
        Value(ProcessEnforcement.Strict, "One stage forward at a time, all exit criteria met; a manager may override "
            + "with a reason, which is kept.");
    }
}

internal sealed class ExitCriterionKindEnum : EnumType<ExitCriterionKind>
{
    public ExitCriterionKindEnum() : base("What an exit criterion asks of a deal.")
    {
        Value(ExitCriterionKind.FieldPresent, "A field has a value.");
        Value(ExitCriterionKind.FactorConfirmed, "A factor of the qualification is rated YES or PARTIAL.");
        Value(ExitCriterionKind.MinimumScore, "The score is known and not below a minimum.");
        Value(ExitCriterionKind.ActivityCompleted, "An activity of a type was completed.");
        Value(ExitCriterionKind.ChecklistItem, "Somebody ticked it off.");
        Value(ExitCriterionKind.NoOpenObjections, "No objection is open.");
    }
}

internal sealed class DealFieldEnum : EnumType<DealField>
{
    public DealFieldEnum() : base("A field of a deal that an exit criterion can ask for.")
    {
        Value(DealField.Account, "The account.");
        Value(DealField.Amount, "The amount.");
        Value(DealField.ExpectedCloseDate, "The expected close date.");
        Value(DealField.PrimaryContact, "The primary contact.");
        Value(DealField.Source, "The source.");
        Value(DealField.Description, "The description.");
    }
}

internal sealed class StallReasonEnum : EnumType<StallReason>
{
    public StallReasonEnum() : base("Why a deal counts as stalled.")
    {
        Value(StallReason.TimeInStage, "It stands in its stage for longer than the limit.");
        Value(StallReason.NoActivity, "Nothing has happened for longer than the limit, and nothing is planned.");
        Value(StallReason.NextStepOverdue, "A planned activity is more than a day overdue.");
        Value(StallReason.CloseDatePassed, "Its expected close date lies in the past.");
    }
}
