using System.Globalization;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Says in sentences, with figures, what gave a deal its place.</summary>
internal sealed class PriorityReasons(StageFrame stage, string currency, StageProbabilities learned)
{
    public string[] Of(OpenDeal deal, double winProbability, decimal? expectedValue) =>
    [
        expectedValue is null
            ? Text($"Its amount in {currency} is not known: it comes after those whose is.")
            : Text($"{deal.Amount:#,##0.##} {currency} at a win probability of {Percent(winProbability)}: ")
                + Text($"{expectedValue:#,##0.##} {currency} expected."),
        OfStage(deal.Stage),
        OfBand(deal),
    ];

    private string OfStage(int index) => learned.Of(index) is { } probability
        ? Text($"Of the deals that reach {stage.Name}, {Percent(probability)} are won, as the past year tells.")
        : Text($"{stage.Name} stands for its configured {Percent(stage.Probability)} (won or lost in the past year: ")
            + Text($"{learned.Resolved}; learning takes {StageProbabilities.FewestResolved}).");

    private string OfBand(OpenDeal deal)
    {
        var (score, band) = deal.Band switch
        {
            ScoreBand.Unrated => ("It is not rated", "unrated"),
            ScoreBand.Low => (Text($"Its score is {deal.Score}"), "with a score of 0 to 33"),
            ScoreBand.Middle => (Text($"Its score is {deal.Score}"), "with a score of 34 to 66"),
            _ => (Text($"Its score is {deal.Score}"), "with a score of 67 to 100"),
        };
        var (won, resolved) = learned.Comparable(deal.Stage, deal.Band);
        return Text($"{score}: of the deals that reached {stage.Name} and closed {band}, ")
            + Text($"{won} of {resolved} were won.");
    }

    private static string Percent(double share) => Text($"{share * 100:0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
