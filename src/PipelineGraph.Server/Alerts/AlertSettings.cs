namespace PipelineGraph.Server.Alerts;

/// <summary>How stalled deals are looked for.</summary>
/// <param name="InactivityDays">After so many days without anything done a deal is stalled.</param>
/// <param name="Interval">How often all deals are looked at; those that change are looked at then.</param>
/// <param name="IsEnabled">Whether this server looks at all; of several on one database one is enough.</param>
internal sealed record AlertSettings(int InactivityDays, TimeSpan Interval, bool IsEnabled)
{
    private const int MostDays = 3_650, MostSeconds = 86_400;

    public static AlertSettings Default { get; } = new(14, TimeSpan.FromMinutes(1), true);

    /// <exception cref="OperatorException">A setting is no number, or out of range.</exception>
    public static AlertSettings Read(IConfiguration configuration) => new(
        Whole(configuration, "Alerts:InactivityDays", Default.InactivityDays, MostDays),
        TimeSpan.FromSeconds(
            Whole(configuration, "Alerts:IntervalSeconds", (int)Default.Interval.TotalSeconds, MostSeconds)),
        IsOn(configuration, "Alerts:Enabled"));

    private static int Whole(IConfiguration configuration, string setting, int byDefault, int most)
    {
        var text = configuration[setting];
        if (string.IsNullOrWhiteSpace(text)) return byDefault;

        return int.TryParse(text, out var number) && number >= 1 && number <= most
            ? number
            : throw new OperatorException($"{setting} is '{text}'; it can be 1 to {most}.");
    }

    private static bool IsOn(IConfiguration configuration, string setting)
    {
        var text = configuration[setting];
        if (string.IsNullOrWhiteSpace(text)) return Default.IsEnabled;

        return bool.TryParse(text, out var isOn)
            ? isOn
            : throw new OperatorException($"{setting} is '{text}'; it can be true or false.");
    }
}
