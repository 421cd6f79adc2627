namespace PipelineGraph.Server.Events;

/// <summary>How long what is no history is kept.</summary>
/// <param name="Events">Events; a subscriber that stays away longer starts from a snapshot again.</param>
/// <param name="Idempotency">What became of mutations with an idempotency key.</param>
internal sealed record Retention(TimeSpan Events, TimeSpan Idempotency)
{
    private const int MostDays = 3_650;

    /// <exception cref="OperatorException">A setting is no number of days, or out of range.</exception>
    public static Retention Read(IConfiguration configuration)
        => new(Days(configuration, "Events:RetentionDays", 30), Days(configuration, "Idempotency:RetentionDays", 7));

    private static TimeSpan Days(IConfiguration configuration, string setting, int byDefault)
    {
        var text = configuration[setting];
        if (string.IsNullOrWhiteSpace(text)) return TimeSpan.FromDays(byDefault);

        return int.TryParse(text, out var days) && days is >= 1 and <= MostDays
            ? TimeSpan.FromDays(days)
            : throw new OperatorException($"{setting} is '{text}'; it can be 1 to {MostDays}.");
    }
}
