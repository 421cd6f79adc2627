namespace PipelineGraph.Domain.Alerts;

/// <summary>Where a limit comes from: the stage, won deals, a server setting or fixed rule, or nowhere.</summary>
public enum LimitSource { StageSetting, WonDealsP90, Setting, Default }
