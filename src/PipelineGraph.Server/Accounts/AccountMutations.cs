using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Accounts;

internal sealed record CreateAccountInput(
    [property: Description("1 to 200 characters.")] string Name,
    [property: Description("What business it is in.")] string? Industry,
    [property: Description("Address of its site on the web.")] string? Website,
    [property: Description("Where it is.")] string? Country,
    [property: Description("The id in another system; unique.")] string? ExternalId)
{
    public AccountEdit Edit() => new()
    {
        Name = Name,
        Industry = Industry,
        Website = Website,
        Country = Country,
        ExternalId = ExternalId,
    };
}

internal sealed record UpdateAccountInput(
    [property: Description("The account.")] NodeId<Account> Id,
    [property: Description("Not null.")] Optional<string> Name,
    [property: Description("What business it is in.")] Optional<string?> Industry,
    [property: Description("Address of its site on the web.")] Optional<string?> Website,
    [property: Description("Where it is.")] Optional<string?> Country,
    [property: Description("The id in another system; unique.")] Optional<string?> ExternalId,
    [property: Description(ExpectedVersionText.OfRecord)] int? ExpectedVersion)
{
    public AccountEdit Edit() => new()
    {
        Name = Name.ToRequiredChange(),
        Industry = Industry.ToChange(),
        Website = Website.ToChange(),
        Country = Country.ToChange(),
        ExternalId = ExternalId.ToChange(),
    };
}

internal sealed record AccountChanged(
    [property: Description("The account as it is after the change.")] NodeId<Account>? Account)
{
    public static AccountChanged Of(Account account) => new(NodeId.Of(account.Id, account));
}

/// <summary>Accounts are created and updated.</summary>
internal sealed class AccountMutations : MutationType
{
    public AccountMutations(PipelineWriter writer)
    {
        Mutation<CreateAccountInput, AccountChanged>("createAccount",
                (input, call) => writer.WriteAsync(call, session => CreateAsync(session, input)))
            .Description("Creates an account.")
            .Values(input => input.Edit().Faults())
            .Refusals<InvalidInputException>()
            .AllowedTo(Allowed.AccountWriters);
        Mutation<UpdateAccountInput, AccountChanged>("updateAccount",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes an account. Fields left out stay as they are, null clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.AccountWriters);
    }

    private static async Task<AccountChanged> CreateAsync(WriteSession session, CreateAccountInput input)
    {
        var lookup = new Lookup(session);
        await CheckExternalIdAsync(session, lookup, input.ExternalId, accountId: null);
        lookup.ThrowIfAnyIsMissing();

        var account = new Account(input.Name, session.Now, input.Edit());
        session.Context.Add(account);
        return AccountChanged.Of(account);
    }

    private static async Task<AccountChanged> UpdateAsync(WriteSession session, UpdateAccountInput input)
    {
        var lookup = new Lookup(session);
        var account = await lookup.FindAsync<Account>(input.Id);
        await CheckExternalIdAsync(session, lookup, input.ExternalId.Value, account?.Id);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, account!.Version);

        account.Edit(input.Edit(), session.Now);
        return AccountChanged.Of(account);
    }

    private static async Task CheckExternalIdAsync(
        WriteSession session, Lookup lookup, string? externalId, Guid? accountId)
    {
        if (externalId is null) return;
        if (await session.Context.Accounts.AnyAsync(
                account => account.ExternalId == externalId && account.Id != accountId, session.Cancelled))
            lookup.Refuse("externalId", "Another account has this external id.");
    }
}
