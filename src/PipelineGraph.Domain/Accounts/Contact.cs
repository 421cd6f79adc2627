namespace PipelineGraph.Domain.Accounts;

/// <summary>A person at an account.</summary>
public sealed class Contact
{
    private Contact() => Name = "";   // EF Core

    /// <exception cref="InvalidInputException">The name is blank, or a text is too long.</exception>
    public Contact(Account account, string name, DateTime now, ContactEdit? details = null)
    {
        (Name, AccountId) = ("", account.Id);
        Take((details ?? new ContactEdit()) with { Name = name });
        UpdatedAt = Instants.Truncate(now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public int Version { get; private set; } = 1;
    public Guid AccountId { get; private set; }
    public Account Account { get; private set; } = null!;
    public string Name { get; private set; }
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string? JobTitle { get; private set; }
    public bool IsDecisionMaker { get; private set; }
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Takes over what the edit holds.</summary>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">A value is refused; nothing has changed.</exception>
    public bool Edit(ContactEdit edit, DateTime now)
    {
        var instant = Instants.Truncate(now);
        if (!Take(edit)) return false;

        (UpdatedAt, Version) = (Instants.Later(UpdatedAt, instant), Version + 1);
        return true;
    }

    /// <summary>Blanks what it tells of the person, for good; the id and the account stay.</summary>
    /// <returns>False when it was blank already; the version then stays.</returns>
    public bool Erase(DateTime now)
    {
        if ((Name, Email, Phone, JobTitle) is ("", null, null, null)) return false;

        (Name, Email, Phone, JobTitle) = ("", null, null, null);
        (UpdatedAt, Version) = (Instants.Later(UpdatedAt, Instants.Truncate(now)), Version + 1);
        return true;
    }

    private bool Take(ContactEdit edit)
    {
        var before = (AccountId, Name, Email, Phone, JobTitle, IsDecisionMaker);
        var clean = edit.Checked();
        AccountId = Change<Guid>.Or(clean.AccountId, AccountId);
        Name = Change<string>.Or(clean.Name, Name);
        Email = Change<string?>.Or(clean.Email, Email);
        Phone = Change<string?>.Or(clean.Phone, Phone);
        JobTitle = Change<string?>.Or(clean.JobTitle, JobTitle);
        IsDecisionMaker = Change<bool>.Or(clean.IsDecisionMaker, IsDecisionMaker);
        return before != (AccountId, Name, Email, Phone, JobTitle, IsDecisionMaker);
    }
}
