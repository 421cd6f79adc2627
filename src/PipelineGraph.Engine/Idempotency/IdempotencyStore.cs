namespace PipelineGraph.Engine.Idempotency;

/// <summary>Where the host keeps idempotency records.</summary>
/// <remarks>
/// The record of a mutation that succeeds is not inserted here but by the host's own write, in the transaction of the
/// change (<see cref="Mutations.MutationCall.Claim"/>, <see cref="Mutations.MutationCall.Outcome"/>).
/// </remarks>
public abstract class IdempotencyStore
{
    /// <summary>The record of a caller's key, null when there is none or it is too old.</summary>
    public abstract Task<IdempotencyRecord?> FindAsync(string caller, string key, CancellationToken cancelled);

    /// <summary>Inserts a record for a mutation that was refused and has changed nothing.</summary>
    /// <exception cref="IdempotencyKeyTakenException">There is a record already.</exception>
    public abstract Task SaveRefusalsAsync(IdempotencyClaim claim, byte[] outcome, CancellationToken cancelled);

    /// <summary>Adds the response to the record, unless it has one.</summary>
    /// <returns>The response that the record has now: this one, or that of another server, which was first.</returns>
    public abstract Task<byte[]> SaveResponseAsync(
        IdempotencyClaim claim, ReadOnlyMemory<byte> response, CancellationToken cancelled);
}
