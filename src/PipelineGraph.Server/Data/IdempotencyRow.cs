using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Data;

/// <summary>What became of a mutation that was sent with an idempotency key, so that sending it again changes
/// nothing.</summary>
internal sealed class IdempotencyRow(
    string caller, string key, byte[] bodyHash, byte[] outcome, DateTime createdAt, byte[]? response = null)
{
    public string Caller { get; private set; } = caller;        // the token's subject
    public string Key { get; private set; } = key;              // unique for each caller
    public byte[] BodyHash { get; private set; } = bodyHash;    // SHA-256 of the request's body
    public byte[] Outcome { get; private set; } = outcome;      // enough to render the answer again
    public DateTime CreatedAt { get; private set; } = createdAt;

    /// <summary>The answer as it was sent; null while it has not been rendered.</summary>
    public byte[]? Response { get; private set; } = response;

    public static IdempotencyRow Of(IdempotencyClaim claim, byte[] outcome, DateTime now)
        => new(claim.Caller, claim.Key, claim.BodyHash, outcome, now);

    /// <summary>Whether a save failed because the key has a row already.</summary>
    public static bool IsTaken(DbUpdateException fault)
        => UniqueViolation.IsIn(fault.InnerException, nameof(PipelineDbContext.IdempotencyRecords));
}
