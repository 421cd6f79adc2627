namespace PipelineGraph.Domain.People;

/// <summary>New values for a sales rep; null leaves a field as it is.</summary>
public sealed record SalesRepEdit
{
    public Change<string>? Name { get; init; }
    public Change<string?>? Email { get; init; }
    public Change<string?>? Team { get; init; }
    public Change<string?>? Subject { get; init; }
    public Change<bool>? IsActive { get; init; }

    internal SalesRepEdit Checked()
    {
        var check = new InputCheck();
        var clean = this with
        {
            Name = check.Required("name", Name, TextLimits.Name),
            Email = check.Optional("email", Email, TextLimits.Address),
            Team = check.Optional("team", Team, TextLimits.ShortText),
            Subject = check.Optional("subject", Subject, TextLimits.ExternalId),
        };
        check.ThrowIfAny();
        return clean;
    }
}
