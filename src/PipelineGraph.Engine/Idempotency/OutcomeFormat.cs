using System.Text.Json;
using PipelineGraph.Engine.Mutations.Errors;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>Outcomes as JSON: the payload record, or errors with their values.</summary>
internal sealed class OutcomeFormat
{
    private readonly JsonSerializerOptions _options;

    internal OutcomeFormat(ErrorCatalog errors)
        => _options = new JsonSerializerOptions
        {
            Converters = { new RaisedErrorConverter(errors), new RefusalConverter(errors) }
        };

    internal byte[] Write(object payload) => JsonSerializer.SerializeToUtf8Bytes(new Success(payload), _options);

    internal byte[] Write(Refused refused)
        => JsonSerializer.SerializeToUtf8Bytes(new Refusal(refused.Errors, refused.Data), _options);

    /// <summary>What the mutation's field has as its value: a payload or <see cref="Refused"/>.</summary>
    internal object Read(byte[] outcome, Type payload)
    {
        using var json = JsonDocument.Parse(outcome);
        return json.RootElement.TryGetProperty(nameof(Success.Payload), out var success)
            ? success.Deserialize(payload, _options)!
            : Read(json.RootElement.Deserialize<Refusal>(_options)!, payload);
    }

    private Refused Read(Refusal refusal, Type payload)
        => new(refusal.Errors, ((JsonElement?)refusal.Data)?.Deserialize(payload, _options));

    // Written by its run-time type, as System.Text.Json does with an object.
    private sealed record Success(object Payload);

    private sealed record Refusal(IReadOnlyList<RaisedError> Errors, object? Data);
}
