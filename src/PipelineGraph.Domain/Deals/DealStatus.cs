namespace PipelineGraph.Domain.Deals;

public enum DealStatus { Open, Won, Lost, Disqualified }
