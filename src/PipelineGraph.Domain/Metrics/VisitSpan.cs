using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>One stay of a deal in a stage, as known at the frame's instant.</summary>
/// <param name="Stage">Index in <see cref="MetricsFrame.Stages"/>; -1 for a stage of another pipeline.</param>
/// <param name="EnteredAt">First instant of the stay, UTC.</param>
/// <param name="ExitedAt">Its end, which does not belong to it; null while it runs. Before
/// <paramref name="EnteredAt"/> only in faulty imports.</param>
/// <param name="Exit">What ended it; null while it runs.</param>
/// <param name="OwnerId">The deal's owner when it entered.</param>
public readonly record struct VisitSpan(
    int Stage, DateTime EnteredAt, DateTime? ExitedAt, TransitionKind? Exit, Guid? OwnerId);
