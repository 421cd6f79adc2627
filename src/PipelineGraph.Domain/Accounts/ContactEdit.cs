namespace PipelineGraph.Domain.Accounts;

/// <summary>New values for a contact; null leaves a field as it is.</summary>
public sealed record ContactEdit
{
    public Change<string>? Name { get; init; }
    public Change<string?>? Email { get; init; }
    public Change<string?>? Phone { get; init; }
    public Change<string?>? JobTitle { get; init; }
    public Change<bool>? IsDecisionMaker { get; init; }

    internal ContactEdit Checked()
    {
        var check = new InputCheck();
        var clean = this with
        {
            Name = check.Required("name", Name, TextLimits.Name),
            Email = check.Optional("email", Email, TextLimits.Address),
            Phone = check.Optional("phone", Phone, TextLimits.ShortText),
            JobTitle = check.Optional("jobTitle", JobTitle, TextLimits.ShortText),
        };
        check.ThrowIfAny();
        return clean;
    }
}
