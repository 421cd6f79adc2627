namespace PipelineGraph.Domain.Alerts;

/// <summary>A reason that holds.</summary>
/// <param name="Days">How long, in days; above the limit.</param>
/// <param name="IsCritical">It has gone on for so long that an alert escalates.</param>
public readonly record struct Stall(StallReason Reason, double Days, StallLimit Limit, bool IsCritical);
