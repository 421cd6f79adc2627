namespace PipelineGraph.Domain.Alerts;

/// <summary>What happened to an alert.</summary>
public enum AlertChange { Raised, Escalated, Acknowledged, Snoozed, SnoozeEnded, Recovered }
