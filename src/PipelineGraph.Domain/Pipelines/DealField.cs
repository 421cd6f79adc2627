namespace PipelineGraph.Domain.Pipelines;

/// <summary>The fields of a deal that an exit criterion can ask for.</summary>
public enum DealField { Account, Amount, ExpectedCloseDate, PrimaryContact, Source, Description }
