using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>The process that a company starts with: five stages from first contact to signature.</summary>
public static class DefaultProcess
{
    /// <summary>
    /// What a stage of another process is likely to win with, by its place: the usual probabilities, drawn out or
    /// together over the stages, to two decimals.
    /// </summary>
    /// <param name="index">Place among the stages, 0 to <paramref name="count"/> - 1.</param>
    public static double ProbabilityAt(int index, int count)
    {
        var place = count < 2 ? 0 : Math.Clamp((double)index / (count - 1), 0, 1) * (Stages.Count - 1);
        var (before, share) = ((int)place, place - Math.Floor(place));
        var after = Math.Min(before + 1, Stages.Count - 1);
        return Math.Round(((1 - share) * Stages[before].Probability) + (share * Stages[after].Probability), 2);
    }

    public static IReadOnlyList<StageDefinition> Stages { get; } =
    [
        new("Prospecting", 0.1)
        {
            Guidance = "Find companies that could buy, and screen them: who are they, and how did they come to us?",
            ExitCriteria =
            [
                ExitCriterionDefinition.Present(DealField.Account, "The account is known"),
                ExitCriterionDefinition.Present(DealField.Source, "The source is known"),
            ],
        },
        new("Qualification", 0.2)
        {
            Guidance =
                "Find out about need, budget, authority to decide and timeline. Disqualify early what does not fit.",
            ExitCriteria =
            [
                ExitCriterionDefinition.Confirmed(QualificationFactor.Need, "The need is confirmed"),
                ExitCriterionDefinition.Confirmed(QualificationFactor.Budget, "The budget is confirmed"),
                ExitCriterionDefinition.Confirmed(QualificationFactor.Authority, "Who decides is confirmed"),
                ExitCriterionDefinition.Present(DealField.PrimaryContact, "A primary contact is named"),
            ],
        },
        new("Proposal", 0.5)
        {
            Guidance = "Tailor the offer to this customer, and send it.",
            ExitCriteria =
            [
                ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
                ExitCriterionDefinition.Present(DealField.ExpectedCloseDate, "The expected close date is known"),
                new(ExitCriterionKind.ActivityCompleted, "The proposal is sent")
                {
                    ActivityType = ActivityType.ProposalSent,
                },
            ],
        },
        new("Negotiation", 0.8)
        {
            Guidance = "Bring objections into the open, and resolve every one.",
            ExitCriteria = [new(ExitCriterionKind.NoOpenObjections, "No objection is open")],
        },
        new("Closing", 0.9) { Guidance = "Get the signature, or learn why there is none." },
    ];
}
