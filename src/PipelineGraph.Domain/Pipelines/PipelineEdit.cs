using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>New values for a pipeline; null leaves a field as it is.</summary>
public sealed record PipelineEdit
{
    public Change<string>? Name { get; init; }
    public Change<string?>? Description { get; init; }
    public Change<string>? Currency { get; init; }   // ISO 4217
    public Change<string>? TimeZone { get; init; }   // IANA name
    public Change<ProcessEnforcement>? Enforcement { get; init; }

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal PipelineEdit Clean(InputCheck check)
    {
        var clean = this with
        {
            Name = check.Required("name", Name, TextLimits.Name),
            Description = check.Optional("description", Description, TextLimits.Note),
        };
        check.That(Currency is not { } code || CurrencyCode.IsKnown(code.Value), "currency", CurrencyCode.Fault);
        check.That(TimeZone is not { } zone || Pipeline.IsTimeZone(zone.Value), "timeZone",
            "It must be an IANA time zone, such as Europe/Berlin.");
        return clean;
    }
}
