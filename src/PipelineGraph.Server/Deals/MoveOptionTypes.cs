using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class MoveOptionType : ValueObjectType<MoveOption>
{
    public MoveOptionType()
    {
        Description("What a move of a deal to a stage would take, for this caller, now.");
        Reference<Stage>("stage", option => option.Stage.Id, "The stage.");
        Field("isAllowed", option => option.Verdict.IsAllowed,
            "The caller can move the deal there, giving what needsReason and needsOverride ask.");
        Field("needsReason", option => option.Verdict.NeedsReason, "`moveDeal` asks for a reason.");
        Field("needsOverride", option => option.Verdict.NeedsOverride,
            "The process must be overridden, which managers and admins may.");
        List<ExitCriterion>("unmet", option => option.Verdict.Unmet.Select(criterion => criterion.Id).ToArray(),
            "Exit criteria of the deal's stage that it does not fulfil; asked on the way forward only.");
        List<Stage>("skipped", option => option.Verdict.Skipped.Select(stage => stage.Id).ToArray(),
            "Stages that would be left out, in order.");
    }
}

internal sealed class WinOptionType : ValueObjectType<MoveVerdict>
{
    public WinOptionType()
    {
        Description("What winning a deal would take, for this caller, now.");
        Field(verdict => verdict.IsAllowed,
            "The caller can win the deal, giving what needsReason and needsOverride ask.");
        Field(verdict => verdict.NeedsReason, "`winDeal` asks for a reason.");
        Field(verdict => verdict.NeedsOverride, "The process must be overridden, which managers and admins may.");
        List<ExitCriterion>("unmet", verdict => verdict.Unmet.Select(criterion => criterion.Id).ToArray(),
            "Exit criteria of the deal's stage that it does not fulfil.");
        List<Stage>("skipped", verdict => verdict.Skipped.Select(stage => stage.Id).ToArray(),
            "Stages that would be left out, in order.");
    }
}
