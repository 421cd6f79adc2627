namespace PipelineGraph.Domain.Metrics;

/// <summary>An open deal in the order in which it deserves attention (metrics, section 10).</summary>
/// <param name="Rank">1 for the first.</param>
/// <param name="WinProbability">Learned from deals that visited the same stage and closed in the same score band, 0 to
/// 1.</param>
/// <param name="ExpectedValue">amount × winProbability in the pipeline's currency, not rounded; null without amount or
/// exchange rate.</param>
/// <param name="Reasons">What moved it, with figures.</param>
public sealed record PrioritizedDeal(
    int Rank, Guid DealId, double WinProbability, decimal? ExpectedValue, IReadOnlyList<string> Reasons);
