namespace PipelineGraph.Domain.Accounts;

/// <summary>New values for a contact; null leaves a field as it is.</summary>
public sealed record ContactEdit
{
    public Change<Guid>? AccountId { get; init; }   // where the person works now
    public Change<string>? Name { get; init; }
    public Change<string?>? Email { get; init; }
    public Change<string?>? Phone { get; init; }
    public Change<string?>? JobTitle { get; init; }
    public Change<bool>? IsDecisionMaker { get; init; }

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal ContactEdit Checked() => InputCheck.Passed(Clean);

    private ContactEdit Clean(InputCheck check) => this with
    {
        Name = check.Required("name", Name, TextLimits.Name),
        Email = check.Optional("email", Email, TextLimits.Address),
        Phone = check.Optional("phone", Phone, TextLimits.ShortText),
        JobTitle = check.Optional("jobTitle", JobTitle, TextLimits.ShortText),
    };
}
