namespace PipelineGraph.Domain.Metrics;

/// <summary>
/// What happened to the open deals in (from, to] (metrics, section 9): opening + created + reopened + transferredIn +
/// valueUp - won - lost - disqualified - transferredOut - valueDown = closing, in deals and in amount.
/// </summary>
/// <param name="Opening">Open deals at the beginning.</param>
/// <param name="ValueUp">Higher amounts and exchange rates; never a deal.</param>
/// <param name="ValueDown">Lower amounts and exchange rates; never a deal.</param>
/// <param name="Closing">Open deals at the end.</param>
public sealed record PipelineMovement(
    MovementLine Opening, MovementLine Created, MovementLine Reopened, MovementLine TransferredIn, MovementLine ValueUp,
    MovementLine Won, MovementLine Lost, MovementLine Disqualified, MovementLine TransferredOut, MovementLine ValueDown,
    MovementLine Closing);

/// <summary>How many deals, or events of deals, and what they were worth in the pipeline's currency.</summary>
public readonly record struct MovementLine(int Deals, decimal Amount)
{
    public static MovementLine operator +(MovementLine one, MovementLine other)
        => new(one.Deals + other.Deals, one.Amount + other.Amount);
}
