namespace PipelineGraph.Domain.Deals;

public enum QualificationFactor { Budget, Authority, Need, Timeline, Interest }
