using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Accounts;

/// <summary>A company that is, or may become, a customer.</summary>
public sealed class Account
{
    private readonly List<Contact> _contacts = [];
    private readonly List<Deal> _deals = [];

    private Account() => Name = "";   // EF Core

    /// <exception cref="InvalidInputException">The name is blank, or a text is too long.</exception>
    public Account(string name, DateTime createdAt, AccountEdit? details = null)
    {
        Name = "";
        Take((details ?? new AccountEdit()) with { Name = name });
        CreatedAt = UpdatedAt = Instants.Truncate(createdAt);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public int Version { get; private set; } = 1;
    public string? ExternalId { get; private set; }
    public string Name { get; private set; }
    public string? Industry { get; private set; }
    public string? Website { get; private set; }
    public string? Country { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public IReadOnlyList<Contact> Contacts => _contacts;
    public IReadOnlyList<Deal> Deals => _deals;

    /// <summary>Takes over what the edit holds.</summary>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">A value is refused; nothing has changed.</exception>
    public bool Edit(AccountEdit edit, DateTime now)
    {
        var instant = Instants.Truncate(now);
        if (!Take(edit)) return false;

        (UpdatedAt, Version) = (Instants.Later(UpdatedAt, instant), Version + 1);
        return true;
    }

    private bool Take(AccountEdit edit)
    {
        var before = (ExternalId, Name, Industry, Website, Country);
        var clean = edit.Checked();
        ExternalId = Change<string?>.Or(clean.ExternalId, ExternalId);
        Name = Change<string>.Or(clean.Name, Name);
        Industry = Change<string?>.Or(clean.Industry, Industry);
        Website = Change<string?>.Or(clean.Website, Website);
        Country = Change<string?>.Or(clean.Country, Country);
        return before != (ExternalId, Name, Industry, Website, Country);
    }
}
