namespace PipelineGraph.Engine.Idempotency;

/// <summary>The state of one execution that has an idempotency key.</summary>
/// <param name="outcome">What the mutation did before, when only the response has to be made; else null.</param>
internal sealed class IdempotentRun(IdempotencyClaim claim, IdempotencyStore store, byte[]? outcome = null)
{
    internal IdempotencyClaim Claim { get; } = claim;

    internal byte[]? StoredOutcome { get; } = outcome;

    /// <summary>Whether the record is in the store, so that the response belongs to it.</summary>
    internal bool IsCommitted { get; private set; } = outcome is not null;

    /// <summary>Whether another server committed this key first, so that the response is worthless.</summary>
    internal bool IsTaken { get; private set; }

    /// <summary>Says that the host inserted the record together with the change.</summary>
    internal void CommittedByHost() => IsCommitted = true;

    internal void TakenByOther() => IsTaken = true;

    /// <summary>Inserts the record of a mutation that changed nothing.</summary>
    internal async Task CommitAsync(byte[] outcome, CancellationToken cancelled)
    {
        await store.SaveRefusalsAsync(Claim, outcome, cancelled).ConfigureAwait(false);
        IsCommitted = true;
    }
}
