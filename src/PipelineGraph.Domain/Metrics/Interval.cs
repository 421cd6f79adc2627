namespace PipelineGraph.Domain.Metrics;

/// <summary>Where a share lies with a confidence of 95 %, 0 to 1.</summary>
public readonly record struct Interval(double Low, double High);
