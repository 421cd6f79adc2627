using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>What figures are asked about: one pipeline, a period, and the instant at which they hold.</summary>
/// <param name="Pipeline">With its stages.</param>
/// <param name="Rates">To its currency.</param>
/// <param name="IsCurrent">Nothing has happened to any deal since that instant: what deals are now holds.</param>
/// <param name="State">As long as it stays, so do the figures.</param>
internal sealed record MetricsScope(
    Pipeline Pipeline, MetricsFrame Frame, RateHistory Rates, bool IsCurrent, MetricsState State)
{
    public string Currency => Pipeline.Currency;
}

/// <summary>A stretch of time [From, To), UTC.</summary>
internal sealed record Period(DateTime From, DateTime To);
