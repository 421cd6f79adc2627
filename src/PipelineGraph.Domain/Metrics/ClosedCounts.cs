using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>What a group of closed deals comes to.</summary>
internal struct ClosedCounts
{
    private Int128 _cycleMilliseconds;
    private int _cycles;
    private int _withAmount;

    public int Won { get; private set; }
    public int Lost { get; private set; }
    public int Disqualified { get; private set; }
    public decimal WonAmount { get; private set; }

    public readonly double? WinRate => Ratio.Of((double)Won, Won + Lost);

    public readonly decimal? AverageDealSize => _withAmount == 0 ? null : WonAmount / _withAmount;

    public readonly double? MeanCycleDays
        => Ratio.Of((double)_cycleMilliseconds / Days.MillisecondsPerDay, _cycles);

    public void Add(DealSnapshot deal)
    {
        switch (deal.Status)
        {
            case DealStatus.Won: AddWon(deal); break;
            case DealStatus.Lost: Lost++; break;
            default: Disqualified++; break;
        }
    }

    private void AddWon(DealSnapshot deal)
    {
        Won++;
        if (deal.Amount is { } amount)
        {
            WonAmount += amount;
            _withAmount++;
        }
        if (deal.ClosedAt is not { } closedAt || closedAt < deal.CreatedAt) return;

        _cycles++;
        _cycleMilliseconds += Instants.ToUnixMilliseconds(closedAt) - Instants.ToUnixMilliseconds(deal.CreatedAt);
    }
}
