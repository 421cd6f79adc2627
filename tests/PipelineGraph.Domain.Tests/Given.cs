using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests;

/// <summary>What the tests start from.</summary>
internal static class Given
{
    public static readonly DateTime Monday = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    public static readonly Actor Anna = new(ActorKind.Person, "Anna");
    public static readonly Pipeline Sales = new("Sales", "EUR", Monday);
    public static readonly Pipeline Partners = new("Partners", "USD", Monday);

    public static Stage Prospecting => Sales.Stages[0];
    public static Stage Qualification => Sales.Stages[1];
    public static Stage Proposal => Sales.Stages[2];

    /// <summary>So many days after Monday, by Anna.</summary>
    public static Recording Day(double days) => Recording.At(Monday.AddDays(days), Anna);

    public static Deal Deal(DealEdit? details = null) => new("Acme renewal", Prospecting, "EUR", Day(0), details);

    /// <summary>Everything about a deal as text: a refused call must leave it alike.</summary>
    public static string Snapshot(Deal deal) => string.Join('\n',
        Values(deal)
            .Concat(deal.Transitions.SelectMany(Values)).Concat(deal.Visits.SelectMany(Values))
            .Concat(deal.Changes.SelectMany(Values)).Concat(deal.Activities.SelectMany(Values))
            .Concat(deal.Objections.SelectMany(Values)).Concat(deal.ChecklistCompletions.SelectMany(Values)));

    private static IEnumerable<string> Values(object entity)
        => entity.GetType().GetProperties().Select(property => property.GetValue(entity) switch
        {
            DateTime instant => $"{property.Name}={instant:O}",
            System.Collections.ICollection list => $"{property.Name}={list.Count}",
            var value => $"{property.Name}={value}",
        });
}
