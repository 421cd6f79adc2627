namespace PipelineGraph.Domain.People;

/// <summary>New values for a sales rep; null leaves a field as it is.</summary>
public sealed record SalesRepEdit
{
    public Change<string>? Name { get; init; }
    public Change<string?>? Email { get; init; }
    public Change<string?>? Team { get; init; }
    public Change<string?>? Subject { get; init; }
    public Change<bool>? IsActive { get; init; }

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal SalesRepEdit Checked() => InputCheck.Passed(Clean);

    private SalesRepEdit Clean(InputCheck check) => this with
    {
        Name = check.Required("name", Name, TextLimits.Name),
        Email = check.Optional("email", Email, TextLimits.Address),
        Team = check.Optional("team", Team, TextLimits.ShortText),
        Subject = check.Optional("subject", Subject, TextLimits.ExternalId),
    };
}
