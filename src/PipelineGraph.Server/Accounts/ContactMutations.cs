using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Accounts;

internal sealed record CreateContactInput(
    [property: Description("Where the person works.")] NodeId<Account> AccountId,
    [property: Description("1 to 200 characters.")] string Name,
    [property: Description("At most 320 characters.")] string? Email,
    [property: Description("At most 200 characters.")] string? Phone,
    [property: Description("At most 200 characters.")] string? JobTitle,
    [property: Description("Whether the person decides; false when left out.")] bool? IsDecisionMaker)
{
    public ContactEdit Edit() => new()
    {
        Name = Name,
        Email = Email,
        Phone = Phone,
        JobTitle = JobTitle,
        IsDecisionMaker = IsDecisionMaker ?? false,
    };
}

internal sealed record UpdateContactInput(
    [property: Description("The contact.")] NodeId<Contact> Id,
    [property: NeverCleared, Description("Where the person works now; not null.")] NodeId<Account>? AccountId,
    [property: Description("Not null.")] Optional<string> Name,
    [property: Description("At most 320 characters.")] Optional<string?> Email,
    [property: Description("At most 200 characters.")] Optional<string?> Phone,
    [property: Description("At most 200 characters.")] Optional<string?> JobTitle,
    [property: NeverCleared, Description("Whether the person decides.")] bool? IsDecisionMaker,
    [property: Description(ExpectedVersionText.OfRecord)] int? ExpectedVersion)
{
    public ContactEdit Edit() => new()
    {
        AccountId = AccountId is { } account ? new(account.Value) : null,
        Name = Name.ToRequiredChange(),
        Email = Email.ToChange(),
        Phone = Phone.ToChange(),
        JobTitle = JobTitle.ToChange(),
        IsDecisionMaker = IsDecisionMaker.ToChange(),
    };
}

internal sealed record EraseContactInput(
    [property: Description("The contact.")] NodeId<Contact> Id,
    [property: Description(ExpectedVersionText.OfRecord)] int? ExpectedVersion);

internal sealed record ContactChanged(
    [property: Description("The contact as it is after the change.")] NodeId<Contact>? Contact)
{
    public static ContactChanged Of(Contact contact) => new(NodeId.Of(contact.Id, contact));
}

/// <summary>Contacts are created, updated and erased.</summary>
internal sealed class ContactMutations : MutationType
{
    public ContactMutations(PipelineWriter writer)
    {
        Mutation<CreateContactInput, ContactChanged>("createContact",
                (input, call) => writer.WriteAsync(call, session => CreateAsync(session, input)))
            .Description("Creates a contact at an account.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException>()
            .AllowedTo(Allowed.AccountWriters);
        Mutation<UpdateContactInput, ContactChanged>("updateContact",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes a contact. Fields left out stay as they are, null clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.AccountWriters);
        Mutation<EraseContactInput, ContactChanged>("eraseContact",
                (input, call) => writer.WriteAsync(call, session => EraseAsync(session, input)))
            .Description("Blanks a person's name, email, phone and job title for good, and their traces in stored answers; "
                + "the id stays.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.Administrators);
    }

    private static async Task<ContactChanged> CreateAsync(WriteSession session, CreateContactInput input)
    {
        var lookup = new Lookup(session);
        var account = await lookup.FindAsync<Account>(input.AccountId);
        lookup.ThrowIfAnyIsMissing();

        var contact = new Contact(account!, input.Name, session.Now, input.Edit());
        session.Context.Add(contact);
        return ContactChanged.Of(contact);
    }

    private static async Task<ContactChanged> UpdateAsync(WriteSession session, UpdateContactInput input)
    {
        var lookup = new Lookup(session);
        var contact = await lookup.FindAsync<Contact>(input.Id);
        await lookup.FindAsync<Account>(input.AccountId);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, contact!.Version);
        if (input.AccountId is { } account && account.Value != contact.AccountId)
            await CheckIsNoPrimaryContactAsync(session, contact);

        contact.Edit(input.Edit(), session.Now);
        return ContactChanged.Of(contact);
    }

    /// <summary>The primary contact of an open deal is of the deal's account.</summary>
    private static async Task CheckIsNoPrimaryContactAsync(WriteSession session, Contact contact)
    {
        var deals = await session.Context.Deals.CountAsync(deal => deal.PrimaryContactId == contact.Id
            && deal.Status == DealStatus.Open && deal.VoidedAt == null, session.Cancelled);
        if (deals > 0)
            throw new InvalidInputException("accountId",
                $"The person is the primary contact of {deals} open deals of the account so far: give them another one first.");
    }

    private static async Task<ContactChanged> EraseAsync(WriteSession session, EraseContactInput input)
    {
        var lookup = new Lookup(session);
        var contact = await lookup.FindAsync<Contact>(input.Id);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, contact!.Version);

        await PersonalTraces.EraseAsync(session, contact);
        contact.Erase(session.Now);
        return ContactChanged.Of(contact);
    }
}
