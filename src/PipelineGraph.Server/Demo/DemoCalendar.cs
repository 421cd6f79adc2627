namespace PipelineGraph.Server.Demo;

/// <summary>When the deals of the past two years began: more every month, few in summer and at weekends.</summary>
internal sealed class DemoCalendar
{
    public const int PastDays = 730;

    private const double GrowthPerYear = 1.25;

    // January to December: a slow summer and Christmas, busy in spring and autumn.
    private static readonly double[] Months = [0.95, 1.05, 1.2, 1.05, 1.05, 1.0, 0.8, 0.65, 1.15, 1.2, 1.15, 0.75];

    private readonly DateTime _now;
    private readonly double[] _cumulated = new double[PastDays + 1];

    public DemoCalendar(DateTime now)
    {
        _now = now;
        for (var i = 0; i < PastDays; i++) _cumulated[i + 1] = _cumulated[i] + Weight(Day(i));
    }

    public DateTime Begin => Day(0);

    /// <summary>The instant before which this share of the deals began.</summary>
    /// <param name="share">0 to 1.</param>
    public DateTime Instant(double share, Dice dice)
    {
        var found = Array.BinarySearch(_cumulated, share * _cumulated[^1]);
        var day = Day(Math.Clamp(found < 0 ? ~found - 1 : found, 0, PastDays - 1));
        var instant = day.AddHours(dice.Between(7, 18));
        return instant < _now ? instant : _now.AddMinutes(-dice.Whole(5, 240));
    }

    private DateTime Day(int index) => _now.Date.AddDays(index + 1 - PastDays);

    private double Weight(DateTime day)
        => Months[day.Month - 1] * (OfficeHours.IsWorkday(day) ? 1 : 0.04)
            * Math.Pow(GrowthPerYear, (day - Begin).TotalDays / 365);
}
