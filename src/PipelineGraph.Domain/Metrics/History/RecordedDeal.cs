using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.History;

/// <summary>What figures read of a deal: what it holds now, and all that was recorded of it.</summary>
public sealed class RecordedDeal
{
    public required Guid Id { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? AccountId { get; init; }

    /// <summary>In 1/10,000.</summary>
    public long? AmountUnits { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>0 to 1.</summary>
    public double? ProbabilityOverride { get; init; }

    public DateOnly? ExpectedCloseDate { get; init; }
    public string? Source { get; init; }
    public Qualification Qualification { get; init; }
    public LossReason? LossReason { get; init; }

    /// <summary>When it closed, as corrected; null while open.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>To its pipeline's currency, of its last close, in 1/10,000,000,000.</summary>
    public long? ClosingRateUnits { get; init; }

    /// <summary>All of them, in the order of their sequence.</summary>
    public required IReadOnlyList<RecordedMove> Moves { get; init; }

    /// <summary>Those of the fields in <see cref="ReadFields"/> at least, in the order of their sequence.</summary>
    public required IReadOnlyList<RecordedChange> Changes { get; init; }

    /// <summary>The fields whose changes figures read.</summary>
    public static IReadOnlyList<TrackedField> ReadFields { get; } =
    [
        TrackedField.Owner, TrackedField.Account, TrackedField.Amount, TrackedField.Currency,
        TrackedField.ProbabilityOverride, TrackedField.ExpectedCloseDate, TrackedField.Source, TrackedField.Budget,
        TrackedField.Authority, TrackedField.Need, TrackedField.Timeline, TrackedField.Interest,
        TrackedField.LossReason, TrackedField.ClosedAt,
    ];

    /// <summary>Of a deal whose transitions and changes are all loaded.</summary>
    public static RecordedDeal Of(Deal deal) => new()
    {
        Id = deal.Id,
        OwnerId = deal.OwnerId,
        AccountId = deal.AccountId,
        AmountUnits = deal.AmountUnits,
        Currency = deal.Currency,
        ProbabilityOverride = deal.ProbabilityOverride,
        ExpectedCloseDate = deal.ExpectedCloseDate,
        Source = deal.Source,
        Qualification = new Qualification(deal.Budget, deal.Authority, deal.Need, deal.Timeline, deal.Interest),
        LossReason = deal.LossReason,
        ClosedAt = deal.ClosedAt,
        ClosingRateUnits = deal.ClosingRateUnits,
        Moves = [.. deal.Transitions.OrderBy(each => each.Sequence).Select(each => new RecordedMove(
            each.Sequence, each.Kind, each.ToStageId, each.EffectiveAt, each.RecordedAt, each.IsReverted))],
        Changes = [.. deal.Changes.OrderBy(each => each.Sequence).Select(each => new RecordedChange(
            each.Sequence, each.Field, each.OldValue, each.NewValue, each.EffectiveAt, each.RecordedAt,
            each.TransitionSequence))],
    };
}

/// <summary>A <see cref="StageTransition"/>.</summary>
public readonly record struct RecordedMove(
    int Sequence, TransitionKind Kind, Guid ToStageId, DateTime EffectiveAt, DateTime RecordedAt, bool IsReverted);

/// <summary>A <see cref="FieldChange"/>.</summary>
public readonly record struct RecordedChange(
    int Sequence, TrackedField Field, string? OldValue, string? NewValue, DateTime EffectiveAt, DateTime RecordedAt,
    int? TransitionSequence);
