namespace PipelineGraph.Domain.Alerts;

/// <summary>So many days a deal may stand without being stalled; more is too many.</summary>
/// <param name="Days">0 or more.</param>
public readonly record struct StallLimit(double Days, LimitSource Source);
