using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Import;

/// <summary>Imports sales reps, accounts and their contacts.</summary>
internal static class PeopleImport
{
    private static readonly ImportField<SalesRep, SalesRepEdit>[] RepFields =
    [
        new("name", rep => rep.Name, (edit, text) => edit with { Name = text! }),
        new("email", rep => rep.Email, (edit, text) => edit with { Email = new Change<string?>(text) }),
        new("team", rep => rep.Team, (edit, text) => edit with { Team = new Change<string?>(text) }),
        new("subject", rep => rep.Subject, (edit, text) => edit with { Subject = new Change<string?>(text) }),
        new("is_active", rep => ImportText.Of(rep.IsActive), (edit, text) => edit with { IsActive = text != "false" }),
    ];

    private static readonly ImportField<Account, AccountEdit>[] AccountFields =
    [
        new("id", account => account.ExternalId, (edit, text) => edit with { ExternalId = new Change<string?>(text) }),
        new("name", account => account.Name, (edit, text) => edit with { Name = text! }),
        new("industry", account => account.Industry,
            (edit, text) => edit with { Industry = new Change<string?>(text) }),
        new("website", account => account.Website, (edit, text) => edit with { Website = new Change<string?>(text) }),
        new("country", account => account.Country, (edit, text) => edit with { Country = new Change<string?>(text) }),
    ];

    private static readonly ImportField<Contact, ContactEdit>[] ContactFields =
    [
        new("account", contact => ImportText.Of(contact.AccountId), Set: null),
        new("name", contact => contact.Name, (edit, text) => edit with { Name = text! }),
        new("email", contact => contact.Email, (edit, text) => edit with { Email = new Change<string?>(text) }),
        new("phone", contact => contact.Phone, (edit, text) => edit with { Phone = new Change<string?>(text) }),
        new("job_title", contact => contact.JobTitle,
            (edit, text) => edit with { JobTitle = new Change<string?>(text) }),
        new("is_decision_maker", contact => ImportText.Of(contact.IsDecisionMaker),
            (edit, text) => edit with { IsDecisionMaker = text == "true" }),
    ];

    public static async Task RunAsync(ImportSession session, CancellationToken cancelled)
    {
        await LoadAsync(session, cancelled);
        await SalesReps(session).RunAsync(cancelled);
        await Accounts(session).RunAsync(cancelled);
        await Contacts(session).RunAsync(cancelled);
    }

    private static async Task LoadAsync(ImportSession session, CancellationToken cancelled)
    {
        var context = session.Context;
        foreach (var rep in await context.SalesReps.Select(each => new { each.Id, each.Name }).ToListAsync(cancelled))
            session.SalesReps.Add(null, rep.Name, rep.Id);
        foreach (var account in await context.Accounts.Select(each => new { each.Id, each.Name, each.ExternalId })
            .ToListAsync(cancelled))
            session.Accounts.Add(account.ExternalId, account.Name, account.Id);
        foreach (var (kind, index) in new[]
        {
            (ImportKind.SalesReps, session.SalesReps), (ImportKind.Accounts, session.Accounts),
            (ImportKind.Contacts, session.Contacts),
        })
        {
            foreach (var row in session.ImportedOf(kind)) index.Add(row.Key, null, row.EntityId);
        }
    }

    private static RecordImport<SalesRep, SalesRepEdit> SalesReps(ImportSession session)
    {
        var subjects = session.Context.SalesReps.Where(rep => rep.Subject != null)
            .Select(rep => new { rep.Id, rep.Subject }).ToDictionary(rep => rep.Subject!, rep => rep.Id);
        return new(session, ImportKind.SalesReps, session.SalesReps)
        {
            Fields = RepFields,
            Read = row =>
            {
                var values = Texts(row, "name", "email", "team", "subject");
                if (row.Has("is_active")) values["is_active"] = ImportText.Of(row.Flag("is_active") ?? true);
                if (row.Text("subject") is { } subject && subjects.GetValueOrDefault(subject) is var owner
                    && owner != default
                    && session.SalesReps.ByKey(row.Required("id")) != owner)
                    row.Fault("subject", $"'{subject}' is somebody else's");
                return values;
            },
            Create = (row, _, details) =>
            {
                var rep = new SalesRep(row.Required("name"), session.Now, details);
                if (rep.Subject is not null) subjects.Add(rep.Subject, rep.Id);
                return (rep, rep.Id);
            },
            Edit = (rep, edit, now) => rep.Edit(edit, now),
        };
    }

    private static RecordImport<Account, AccountEdit> Accounts(ImportSession session)
        => new(session, ImportKind.Accounts, session.Accounts)
        {
            Fields = AccountFields,
            Read = row => Texts(row, "id", "name", "industry", "website", "country"),
            Create = (row, _, details) =>
            {
                var account = new Account(row.Required("name"), row.Instant("created_at") ?? session.Now, details);
                return (account, account.Id);
            },
            Edit = (account, edit, now) => account.Edit(edit, now),
        };

    private static RecordImport<Contact, ContactEdit> Contacts(ImportSession session)
        => new(session, ImportKind.Contacts, session.Contacts)
        {
            Fields = ContactFields,
            Read = row =>
            {
                row.Required("account");
                var values = Texts(row, "name", "email", "phone", "job_title");
                values["account"] = ImportText.Of(session.Accounts.Find(row, "account"));
                if (row.Has("is_decision_maker"))
                    values["is_decision_maker"] = ImportText.Of(row.Flag("is_decision_maker") ?? false);
                return values;
            },
            Create = (row, _, details) =>
            {
                var account = session.Context.Accounts.Find(session.Accounts.Find(row, "account"))!;
                var contact = new Contact(account, row.Required("name"), session.Now, details);
                return (contact, contact.Id);
            },
            Edit = (contact, edit, now) => contact.Edit(edit, now),
        };

    private static Dictionary<string, string?> Texts(ImportRow row, params string[] columns)
    {
        row.Required("name");
        return columns.Where(row.Has).ToDictionary(column => column, row.Text);
    }
}
