using PipelineGraph.Domain.Accounts;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Accounts;

internal sealed class AccountType : EntityType<Account>
{
    public AccountType()
    {
        Description("A company that is, or may become, a customer.");
        Node(account => account.Id);
        Field(account => account.ExternalId).Description("The id in the system it was imported from; unique.");
        Field(account => account.Name).Description("The company's name.");
        Field(account => account.Industry).Description("What it does, as the source of the data names it.");
        Field(account => account.Website).Description("Address of its website.");
        Field(account => account.Country).Description("Where it is.");
        Field(account => account.CreatedAt).Description("When it was entered.");
        Field(account => account.UpdatedAt).Description("When it last changed; for sync.");
        Field(account => account.Version)
            .Description("Grows by one with every change; give it back as expectedVersion.");
        Connection("contacts", account => account.Contacts).FilteredAndSorted().Filterable()
            .Description("The people there.");
        Connection("deals", account => account.Deals.Where(deal => deal.VoidedAt == null))
            .FilteredAndSorted().Filterable().Description("The deals with it.");
    }
}

internal sealed class ContactType : EntityType<Contact>
{
    public ContactType()
    {
        Description("A person at an account.");
        Node(contact => contact.Id);
        Reference(contact => contact.Account).Description("Where the person works.");
        Field(contact => contact.Name).Description("The person's name.");
        Field(contact => contact.Email).Description("Email address.");
        Field(contact => contact.Phone).Description("Telephone number.");
        Field(contact => contact.JobTitle).Description("What the person does there.");
        Field(contact => contact.IsDecisionMaker).Description("Whether the person decides about buying.");
        Field(contact => contact.UpdatedAt).Description("When it last changed; for sync.");
        Field(contact => contact.Version)
            .Description("Grows by one with every change; give it back as expectedVersion.");
    }
}
