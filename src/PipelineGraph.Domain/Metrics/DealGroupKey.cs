namespace PipelineGraph.Domain.Metrics;

/// <summary>By what deals are grouped (metrics, section 11a).</summary>
public enum DealGroupKey
{
    Pipeline,
    Stage,
    Status,
    Owner,
    Team,
    Account,
    Industry,
    Source,
    Currency,
    LossReason,
    CreatedMonth,
    ClosedMonth,
    ExpectedCloseMonth,
}
