namespace PipelineGraph.Domain.Metrics;

/// <summary>Puts the open deals in the order that <see cref="PrioritizedDeal"/> tells, with the reasons.</summary>
/// <param name="frame">Its period does not matter.</param>
/// <param name="currency">The pipeline's, for the reasons.</param>
public sealed class PriorityTally(MetricsFrame frame, string currency) : IDealTally
{
    private readonly StageProbabilities _learned = new(frame);
    private readonly List<OpenDeal> _open = [];

    public void Add(DealSnapshot deal)
    {
        _learned.Add(deal);
        if (deal.IsOpenHere) _open.Add(new OpenDeal(deal.Id, deal.Amount, deal.Stage, deal.Score ?? OpenDeal.Unrated));
    }

    /// <summary>The first deals by expected value; those without come last, equals by score, then by id.</summary>
    /// <param name="first">How many at most.</param>
    public IReadOnlyList<PrioritizedDeal> Result(int first) =>
    [
        .. _open.OrderByDescending(ExpectedValue).ThenByDescending(deal => deal.Score).ThenBy(deal => deal.Id)
            .Take(first).Select((deal, i) => new PrioritizedDeal(
                i + 1, deal.Id, WinProbability(deal), ExpectedValue(deal), ReasonsOf(deal))),
    ];

    private double WinProbability(OpenDeal deal) => _learned.OfWin(deal.Stage, deal.Band);

    private decimal? ExpectedValue(OpenDeal deal) => deal.Amount * (decimal)WinProbability(deal);

    private string[] ReasonsOf(OpenDeal deal) => new PriorityReasons(frame.Stages[deal.Stage], currency, _learned)
        .Of(deal, WinProbability(deal), ExpectedValue(deal));
}

/// <param name="Score"><see cref="Unrated"/>, or 0 to 100.</param>
internal readonly record struct OpenDeal(Guid Id, decimal? Amount, int Stage, int Score)
{
    public const int Unrated = -1;

    public ScoreBand Band => StageProbabilities.BandOf(Score == Unrated ? null : Score);
}
