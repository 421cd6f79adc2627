namespace PipelineGraph.Domain.Deals;

public enum LossReason { Price, Competitor, NoBudget, NoDecision, Timing, ProductFit, Unresponsive, Other }
