using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;

namespace PipelineGraph.Server.Deals;

internal sealed class ExitCriteriaNotMetErrorType : ErrorType<ExitCriteriaNotMetException>
{
    public ExitCriteriaNotMetErrorType()
    {
        Description("The deal does not fulfil exit criteria of its stage.");
        List<ExitCriterion>("unmet", refused => [.. refused.Unmet.Select(criterion => criterion.Id)])
            .Description("All of them, in the stage's order.");
    }
}

internal sealed class MoveNotAllowedErrorType : ErrorType<MoveNotAllowedException>
{
    public MoveNotAllowedErrorType()
    {
        Description("The pipeline's process does not allow it as it was asked for.");
        List<Stage>("skipped", refused => [.. refused.Skipped.Select(stage => stage.Id)])
            .Description("Stages that would be left out, in order.");
        Field("needsReason", refused => refused.NeedsReason).Description("With a `reason` it may be allowed.");
        Field("needsOverride", refused => refused.NeedsOverride)
            .Description("A manager or an admin must ask for it with `override: true`.");
    }
}

internal sealed class DealClosedErrorType : ErrorType<DealClosedException>
{
    public DealClosedErrorType()
    {
        Description("The deal is closed.");
        Field("status", refused => refused.Status).Description("How it ended.");
    }
}

internal sealed class DealNotClosedErrorType : ErrorType<DealNotClosedException>
{
    public DealNotClosedErrorType()
    {
        Description("The deal is not closed.");
        Field("status", refused => refused.Status).Description("OPEN.");
    }
}

internal sealed class UndoExpiredErrorType : ErrorType<UndoExpiredException>
{
    public UndoExpiredErrorType()
    {
        Description("It is too late to undo, or there is nothing to undo.");
        Field("movedAt", refused => refused.MovedAt)
            .Description("When the latest move was recorded; null when there is nothing to undo.");
    }
}

internal sealed class BulkMoveRefusedErrorType : ErrorType<BulkMoveRefusedException>
{
    public BulkMoveRefusedErrorType()
    {
        Description("Deals that were to be moved together stay where they are, because some of the moves are refused.");
        Field("refused", refused => refused.Refused).Description("How many; their results say why.");
    }
}

internal sealed class StageInUseErrorType : ErrorType<StageInUseException>
{
    public StageInUseErrorType()
    {
        Description("Open deals stand in the way.");
        Field("openDeals", refused => refused.OpenDeals).Description("How many.");
    }
}
