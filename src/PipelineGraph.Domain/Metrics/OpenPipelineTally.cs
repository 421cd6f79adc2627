namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts what <see cref="OpenPipeline"/> tells; feeds the learned probabilities too.</summary>
public sealed class OpenPipelineTally(MetricsFrame frame) : IDealTally
{
    private readonly StageProbabilities _learned = new(frame);
    private readonly decimal[] _amountByStage = new decimal[frame.Stages.Count];
    private int _deals;
    private decimal _weighted;
    private int _overdue;
    private decimal _overdueAmount;
    private int _stalled;
    private decimal _stalledAmount;
    private int _excluded;

    public OpenPipeline Result => new(
        _deals, _amountByStage.Sum(), _weighted, Historical(), _overdue, _overdueAmount, _stalled, _stalledAmount,
        _excluded);

    public void Add(DealSnapshot deal)
    {
        _learned.Add(deal);
        if (!deal.IsOpenHere) return;

        var amount = deal.Amount ?? 0;
        _deals++;
        if (deal.Amount is null) _excluded++;
        _amountByStage[deal.Stage] += amount;
        _weighted += amount * (decimal)deal.ProbabilityIn(frame);
        if (deal.ExpectedCloseDate < frame.Today)
        {
            _overdue++;
            _overdueAmount += amount;
        }
        if (deal.IsStalled)
        {
            _stalled++;
            _stalledAmount += amount;
        }
    }

    private decimal? Historical()
    {
        if (!_learned.IsKnown) return null;

        var sum = 0m;
        for (var stage = 0; stage < _amountByStage.Length; stage++)
            sum += _amountByStage[stage] * (decimal)_learned.Of(stage)!.Value;
        return sum;
    }
}
