using PipelineGraph.Domain.Metrics.Statistics;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Counts of deals that entered a stage, by what became of them.</summary>
internal struct ConversionCounts
{
    private const int LowSample = 10;

    private int _advanced;
    private int _dropped;
    private int _pending;
    private int _transferred;
    private int _reentered;

    /// <summary>advanced / (advanced + dropped); null without either.</summary>
    public readonly double? Rate => Ratio.Of((double)_advanced, _advanced + _dropped);

    public void Add(ConversionOutcome outcome, int visits)
    {
        switch (outcome)
        {
            case ConversionOutcome.Advanced: _advanced++; break;
            case ConversionOutcome.Dropped: _dropped++; break;
            case ConversionOutcome.Pending: _pending++; break;
            default: _transferred++; break;
        }
        if (visits > 1) _reentered++;
    }

    public readonly StageConversion For(Guid stageId)
    {
        var decided = _advanced + _dropped;
        double staying = decided + _pending, entered = staying + _transferred;
        return new StageConversion(
            stageId, (int)entered, _advanced, _dropped, _pending, _transferred, Rate,
            Ratio.Of(_advanced, staying), Ratio.Of(_advanced + _pending, staying),
            WilsonInterval.Of(_advanced, decided), Ratio.Of(decided, staying), decided < LowSample,
            Ratio.Of(_reentered, entered));
    }
}
