using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Alerts;

/// <summary>What the rules ask of a deal.</summary>
public sealed record StallFacts
{
    public required Guid DealId { get; init; }

    /// <summary>Open, and not voided.</summary>
    public required bool IsOpen { get; init; }

    public required Guid StageId { get; init; }
    public required DateTime StageEnteredAt { get; init; }

    /// <summary>Latest of its steps, edits and completed activities, by when they happened.</summary>
    public required DateTime LastTouchedAt { get; init; }

    /// <summary>When the planned activity is due that is due first; null without any.</summary>
    public DateTime? FirstDueAt { get; init; }

    /// <summary>When the planned activity is due that is due last; null without any.</summary>
    public DateTime? LastDueAt { get; init; }

    public DateOnly? ExpectedCloseDate { get; init; }

    /// <param name="firstDueAt">See <see cref="FirstDueAt"/>.</param>
    /// <param name="lastDueAt">See <see cref="LastDueAt"/>.</param>
    public static StallFacts Of(Deal deal, DateTime? firstDueAt, DateTime? lastDueAt) => new()
    {
        DealId = deal.Id,
        IsOpen = deal is { Status: DealStatus.Open, VoidedAt: null },
        StageId = deal.StageId,
        StageEnteredAt = deal.StageEnteredAt,
        LastTouchedAt = Instants.Later(deal.LastTransitionAt, Instants.Later(
            deal.LastChangeAt ?? deal.CreatedAt, deal.LastActivityAt ?? deal.CreatedAt)),
        FirstDueAt = firstDueAt,
        LastDueAt = lastDueAt,
        ExpectedCloseDate = deal.ExpectedCloseDate,
    };

    /// <param name="deal">With its activities.</param>
    public static StallFacts Of(Deal deal)
    {
        var due = deal.Activities.Where(activity => activity.CompletedAt is null).Select(activity => activity.DueAt);
        return Of(deal, due.Min(), due.Max());
    }
}
