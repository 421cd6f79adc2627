using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>
/// An exit criterion as it is designed, before it belongs to a stage. Each kind asks for its own operand and no other.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Label">What a person reads, not blank.</param>
public sealed record ExitCriterionDefinition(ExitCriterionKind Kind, string Label)
{
    /// <summary>The criterion that it redefines; null for a new one.</summary>
    public Guid? Id { get; init; }

    public DealField? Field { get; init; }
    public QualificationFactor? Factor { get; init; }
    public int? MinimumScore { get; init; }   // 0 to 100
    public ActivityType? ActivityType { get; init; }

    public static ExitCriterionDefinition Present(DealField field, string label)
        => new(ExitCriterionKind.FieldPresent, label) { Field = field };

    public static ExitCriterionDefinition Confirmed(QualificationFactor factor, string label)
        => new(ExitCriterionKind.FactorConfirmed, label) { Factor = factor };

    internal void Check(InputCheck check)
    {
        check.Required("label", Label, TextLimits.ShortText);
        Asks(ExitCriterionKind.FieldPresent, Field is not null, "field");
        Asks(ExitCriterionKind.FactorConfirmed, Factor is not null, "factor");
        Asks(ExitCriterionKind.MinimumScore, MinimumScore is not null, "minimumScore");
        Asks(ExitCriterionKind.ActivityCompleted, ActivityType is not null, "activityType");
        check.That(MinimumScore is null or (>= 0 and <= 100), "minimumScore", "It must be 0 to 100.");

        void Asks(ExitCriterionKind kind, bool isGiven, string operand)
            => check.That(isGiven == (Kind == kind), operand, $"It belongs to {kind} and to no other kind.");
    }
}
