using System.Collections.Concurrent;
using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Engine.Tests.Idempotency;

/// <summary>Records in memory, as a host keeps them in its database.</summary>
internal sealed class MemoryStore : IdempotencyStore
{
    private readonly ConcurrentDictionary<(string, string), IdempotencyRecord> _records = [];

    public int Count => _records.Count;

    /// <summary>Responses are not saved, as if the process died before.</summary>
    public bool LosesResponses { get; set; }

    /// <summary>What a host does in the transaction of the change.</summary>
    public void Insert(IdempotencyClaim claim, byte[] outcome)
    {
        if (!_records.TryAdd((claim.Caller, claim.Key), new IdempotencyRecord(claim.BodyHash, outcome, null)))
            throw new IdempotencyKeyTakenException();
    }

    public override Task<IdempotencyRecord?> FindAsync(string caller, string key, CancellationToken cancelled)
        => Task.FromResult(_records.GetValueOrDefault((caller, key)));

    public override Task SaveRefusalsAsync(IdempotencyClaim claim, byte[] outcome, CancellationToken cancelled)
    {
        Insert(claim, outcome);
        return Task.CompletedTask;
    }

    public override Task<byte[]> SaveResponseAsync(
        IdempotencyClaim claim, ReadOnlyMemory<byte> response, CancellationToken cancelled)
    {
        var kept = _records[(claim.Caller, claim.Key)];
        kept = kept with { Response = kept.Response ?? response.ToArray() };
        if (!LosesResponses) _records[(claim.Caller, claim.Key)] = kept;
        return Task.FromResult(kept.Response);
    }
}
