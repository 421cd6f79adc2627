namespace PipelineGraph.Domain.Accounts;

/// <summary>New values for an account; null leaves a field as it is.</summary>
public sealed record AccountEdit
{
    public Change<string?>? ExternalId { get; init; }
    public Change<string>? Name { get; init; }
    public Change<string?>? Industry { get; init; }
    public Change<string?>? Website { get; init; }
    public Change<string?>? Country { get; init; }

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal AccountEdit Checked() => InputCheck.Passed(Clean);

    private AccountEdit Clean(InputCheck check) => this with
    {
        ExternalId = check.Optional("externalId", ExternalId, TextLimits.ExternalId),
        Name = check.Required("name", Name, TextLimits.Name),
        Industry = check.Optional("industry", Industry, TextLimits.ShortText),
        Website = check.Optional("website", Website, TextLimits.Url),
        Country = check.Optional("country", Country, TextLimits.ShortText),
    };
}
