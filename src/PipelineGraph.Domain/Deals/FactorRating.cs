namespace PipelineGraph.Domain.Deals;

public enum FactorRating { Unknown, No, Partial, Yes }
