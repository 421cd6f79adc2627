using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.People;

/// <summary>A person who sells and owns deals.</summary>
public sealed class SalesRep
{
    private readonly List<Deal> _deals = [];

    private SalesRep() => Name = "";   // EF Core

    /// <exception cref="InvalidInputException">The name is blank, or a text is too long.</exception>
    public SalesRep(string name, DateTime now, SalesRepEdit? details = null)
    {
        Name = "";
        Take((details ?? new SalesRepEdit()) with { Name = name });
        UpdatedAt = Instants.Truncate(now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public int Version { get; private set; } = 1;
    public string Name { get; private set; }
    public string? Email { get; private set; }
    public string? Team { get; private set; }
    public string? Subject { get; private set; }   // of the token that this person signs in with
    public bool IsActive { get; private set; } = true;
    public DateTime UpdatedAt { get; private set; }
    public IReadOnlyList<Deal> Deals => _deals;

    /// <summary>Takes over what the edit holds.</summary>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">A value is refused; nothing has changed.</exception>
    public bool Edit(SalesRepEdit edit, DateTime now)
    {
        var instant = Instants.Truncate(now);
        if (!Take(edit)) return false;

        (UpdatedAt, Version) = (Instants.Later(UpdatedAt, instant), Version + 1);
        return true;
    }

    private bool Take(SalesRepEdit edit)
    {
        var before = (Name, Email, Team, Subject, IsActive);
        var clean = edit.Checked();
        Name = Change<string>.Or(clean.Name, Name);
        Email = Change<string?>.Or(clean.Email, Email);
        Team = Change<string?>.Or(clean.Team, Team);
        Subject = Change<string?>.Or(clean.Subject, Subject);
        IsActive = Change<bool>.Or(clean.IsActive, IsActive);
        return before != (Name, Email, Team, Subject, IsActive);
    }
}
