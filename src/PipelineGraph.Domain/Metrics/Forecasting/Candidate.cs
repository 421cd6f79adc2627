namespace PipelineGraph.Domain.Metrics.Forecasting;

/// <summary>An open deal that is expected to close in the period; sorts always the same way.</summary>
/// <param name="Amount">0 without a usable one.</param>
/// <param name="Probability">The deal's own: its override, else its stage's.</param>
internal readonly record struct Candidate(decimal Amount, int Stage, double Probability) : IComparable<Candidate>
{
    public int CompareTo(Candidate other)
    {
        var byAmount = Amount.CompareTo(other.Amount);
        if (byAmount != 0) return byAmount;

        var byStage = Stage.CompareTo(other.Stage);
        return byStage != 0 ? byStage : Probability.CompareTo(other.Probability);
    }
}
