using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>A deal as figures see it at the frame's instant. Voided deals have none.</summary>
public sealed partial record DealSnapshot
{
    public required Guid Id { get; init; }
    public required DealStatus Status { get; init; }

    /// <summary>
    /// Index in <see cref="MetricsFrame.Stages"/> of the stage where it is, or was when it closed; -1 while it is in
    /// another pipeline.
    /// </summary>
    public required int Stage { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When it closed, corrections included; null while open.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>Of the deal itself, ISO 4217.</summary>
    public string Currency { get; init; } = "";

    /// <summary>
    /// In the pipeline's currency, not rounded: at the rate of the frame's instant while open, at that of the close
    /// once closed. Null without an amount or without a rate.
    /// </summary>
    public decimal? Amount { get; init; }

    /// <summary>Takes the place of the stage's probability, 0 to 1.</summary>
    public double? ProbabilityOverride { get; init; }

    public Guid? OwnerId { get; init; }
    public Guid? AccountId { get; init; }
    public string? Source { get; init; }
    public DateOnly? ExpectedCloseDate { get; init; }
    public LossReason? LossReason { get; init; }

    /// <summary>0 to 100, at the close once closed; null while every factor is unknown.</summary>
    public int? Score { get; init; }

    /// <summary>Whether an alert was raised by the frame's instant that has not recovered by then.</summary>
    public bool IsStalled { get; init; }

    /// <summary>All its visits in order, those in other pipelines too. Valid only while the deal is added.</summary>
    public ReadOnlyMemory<VisitSpan> Visits { get; init; }

    /// <summary>Whether it is in the pipeline that the figures are about.</summary>
    public bool IsHere => Stage >= 0;

    /// <summary>Whether it is in this pipeline and open.</summary>
    public bool IsOpenHere => Stage >= 0 && Status == DealStatus.Open;

    /// <summary>Whether it is closed in this pipeline, since an instant in the frame's period.</summary>
    public bool IsClosedHere(MetricsFrame frame) => Stage >= 0 && ClosedAt is { } at && frame.InPeriod(at);

    /// <summary>The deal's own probability of being won: its override, else its stage's.</summary>
    internal double ProbabilityIn(MetricsFrame frame) => ProbabilityOverride ?? frame.Stages[Stage].Probability;
}
