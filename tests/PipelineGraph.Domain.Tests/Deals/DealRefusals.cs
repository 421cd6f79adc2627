using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using static PipelineGraph.Domain.Tests.Given;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>Deals to try verbs on, and what they answer.</summary>
internal static class DealRefusals
{
    public static Deal In(Stage stage) => new("Acme renewal", stage, "EUR", Day(0));

    public static IEnumerable<string> Faults(Deal deal, Action verb)
        => Refused<InvalidInputException>(deal, verb).Faults.Select(fault => fault.Field);

    /// <summary>What the deal answers; it must not have changed.</summary>
    public static T Refused<T>(Deal deal, Action verb)
        where T : Exception
    {
        deal.TakeEvents();
        var before = Snapshot(deal);

        var refusal = Assert.Throws<T>(verb);

        Assert.Equal(before, Snapshot(deal));
        Assert.Empty(deal.TakeEvents());
        return refusal;
    }

    public static Pipeline Of(ProcessEnforcement enforcement) => new(enforcement.ToString(), "EUR", Monday,
        [
            new("Prospecting", 0.1)
            {
                ExitCriteria =
                [
                    ExitCriterionDefinition.Present(DealField.Source, "The source is known"),
                    ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
                ],
            },
            new("Proposal", 0.5), new("Closing", 0.9),
        ],
        enforcement);
}
