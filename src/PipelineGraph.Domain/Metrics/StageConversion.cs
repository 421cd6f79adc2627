namespace PipelineGraph.Domain.Metrics;

/// <summary>
/// What has become of the deals that first entered a stage in the period (metrics, section 2):
/// entered = advanced + dropped + pending + transferred.
/// </summary>
/// <param name="Advanced">Visited a stage further on later, or won.</param>
/// <param name="Dropped">Did not advance, and are lost or disqualified.</param>
/// <param name="Pending">Did not advance, and are open.</param>
/// <param name="Transferred">Did not advance, and are in another pipeline.</param>
/// <param name="Rate">advanced / (advanced + dropped), 0 to 1; null without either.</param>
/// <param name="Lower">The rate if all pending deals dropped out: advanced / (entered - transferred).</param>
/// <param name="Upper">The rate if all pending deals advanced.</param>
/// <param name="Interval">Wilson's, 95 %, of the rate.</param>
/// <param name="Maturity">Share of the deals not transferred that is decided, 0 to 1.</param>
/// <param name="IsLowSample">Fewer than 10 are decided.</param>
/// <param name="ReentryRate">Share of those entered that came to the stage twice or more; null when none
/// entered.</param>
public sealed record StageConversion(
    Guid StageId, int Entered, int Advanced, int Dropped, int Pending, int Transferred, double? Rate, double? Lower,
    double? Upper, Interval? Interval, double? Maturity, bool IsLowSample, double? ReentryRate);
