namespace PipelineGraph.Engine.Idempotency;

/// <summary>
/// The record of a key could not be inserted, because another server was first; the transaction is rolled back. The
/// request is then answered from the record that is there.
/// </summary>
public sealed class IdempotencyKeyTakenException(Exception? inner = null)
    : Exception("A request with this idempotency key was committed by another server.", inner);
