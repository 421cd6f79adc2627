namespace PipelineGraph.Domain.Metrics;

/// <summary>What figures are about: the stages of one pipeline, a period, and the instant at which they hold.</summary>
public sealed class MetricsFrame
{
    /// <summary>How far back "a year" reaches, for learned probabilities, forecasts and the default period.</summary>
    public static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <param name="stages">All stages that the pipeline has or has had: those in use in their order, then the removed
    /// ones.</param>
    /// <param name="asOf">T: nothing later is visible. UTC.</param>
    /// <param name="from">A: first instant of the period, UTC.</param>
    /// <param name="to">B: end of the period, which does not belong to it, UTC.</param>
    /// <param name="timeZone">In which days begin.</param>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    public MetricsFrame(
        IReadOnlyList<StageFrame> stages, DateTime asOf, DateTime from, DateTime to, TimeZoneInfo timeZone)
    {
        if (to < from) throw new ArgumentException("The period ends before it begins.", nameof(to));

        (Stages, AsOf, From, To, TimeZone) = (stages, asOf, from, to, timeZone);
        Today = DayOf(asOf);
        Positions = [.. stages.Select(stage => stage.Position)];
    }

    public IReadOnlyList<StageFrame> Stages { get; }
    public DateTime AsOf { get; }
    public DateTime From { get; }
    public DateTime To { get; }
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The day on which <see cref="AsOf"/> lies.</summary>
    public DateOnly Today { get; }

    internal int[] Positions { get; }

    /// <summary>Whether the instant lies in [from, to).</summary>
    public bool InPeriod(DateTime at) => at >= From && at < To;

    /// <summary>The day on which an instant lies.</summary>
    public DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, TimeZone));

    /// <summary>The same pipeline and instant with another period.</summary>
    public MetricsFrame Over(DateTime from, DateTime to) => new(Stages, AsOf, from, to, TimeZone);

    /// <summary>The same with the period of equal length that ends where this one begins.</summary>
    public MetricsFrame Before()
    {
        var length = To - From;
        return Over(From - DateTime.MinValue < length ? new DateTime(0, DateTimeKind.Utc) : From - length, From);
    }

    /// <summary>
    /// Whether a list of stages has this one: those in use always, removed ones when visits of theirs began in the
    /// period.
    /// </summary>
    internal bool Lists(int stage, int visitsBegun) => !Stages[stage].IsRemoved || visitsBegun > 0;
}
