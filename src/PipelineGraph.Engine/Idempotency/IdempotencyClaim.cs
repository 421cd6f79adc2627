namespace PipelineGraph.Engine.Idempotency;

/// <summary>A caller's idempotency key, as it came with a request.</summary>
/// <param name="Caller">Subject of the token; keys of different callers are different keys.</param>
/// <param name="Key">1 to 255 visible ASCII characters.</param>
/// <param name="BodyHash">SHA-256 of the request's body as sent, 32 bytes.</param>
public sealed record IdempotencyClaim(string Caller, string Key, byte[] BodyHash);
