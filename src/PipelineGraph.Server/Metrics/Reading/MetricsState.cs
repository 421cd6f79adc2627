namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>What has been committed so far: every commit changes its events or its configuration.</summary>
/// <param name="Position">Of the latest event of any pipeline, since a deal may leave one and count in another.</param>
/// <param name="Unnumbered">Events that have no position yet, see EventNumbering.</param>
/// <param name="LastEvent">When the latest event was recorded; null without any that is retained.</param>
/// <param name="Configuration">Version of what no event tells of.</param>
internal sealed record MetricsState(long Position, int Unnumbered, DateTime? LastEvent, long Configuration)
{
    /// <summary>Of the log, those without a position included.</summary>
    public long Events => Position + Unnumbered;
}
