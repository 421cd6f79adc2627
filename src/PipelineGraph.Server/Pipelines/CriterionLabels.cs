using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Pipelines;

/// <summary>What a person reads of a criterion that was designed without a label.</summary>
internal static class CriterionLabels
{
    public static string Of(ExitCriterionInput criterion) => criterion.Kind switch
    {
        ExitCriterionKind.FieldPresent => $"{Words(criterion.Field)} is known",
        ExitCriterionKind.FactorConfirmed => $"{Words(criterion.Factor)} is confirmed",
        ExitCriterionKind.MinimumScore => $"The score is {criterion.MinimumScore} or more",
        ExitCriterionKind.ActivityCompleted => $"{Words(criterion.ActivityType)} is done",
        ExitCriterionKind.NoOpenObjections => "No objection is open",
        // An item of a checklist is nothing but its label: the domain refuses a blank one.
        _ => "",
    };

    /// <summary>PROPOSAL_SENT becomes Proposal sent.</summary>
    private static string Words(Enum? value)
    {
        if (value is null) return "It";
        var words = EnumType.NameOf(value).Replace('_', ' ').ToLowerInvariant();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
