namespace PipelineGraph.Engine.Idempotency;

/// <summary>What is kept of a request with an idempotency key.</summary>
/// <param name="BodyHash">SHA-256 of the request's body.</param>
/// <param name="Outcome">What the mutation did, committed with it.</param>
/// <param name="Response">The response's body; null until it was rendered for the first time.</param>
public sealed record IdempotencyRecord(byte[] BodyHash, byte[] Outcome, byte[]? Response);
