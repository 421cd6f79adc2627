using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Something that happened to a deal: a move, or another value.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">Null for a change of amount, currency or exchange rate.</param>
/// <param name="IsHere">For a move: whether it led to a stage of this pipeline, or closed the deal there.</param>
/// <param name="Amount">After it, in the pipeline's currency; null without amount or exchange rate.</param>
public readonly record struct MovementStep(DateTime At, TransitionKind? Kind, bool IsHere, decimal? Amount);
