namespace PipelineGraph.Domain.Alerts;

/// <summary>How long an alert has gone on. Stored by name, so that the worse one sorts first.</summary>
public enum AlertSeverity { Warning, Critical }
