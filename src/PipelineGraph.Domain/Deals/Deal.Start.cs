using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Creates an open deal by the process of its pipeline; the stage comes with it.</summary>
    /// <param name="why">What the caller brings to go against the process.</param>
    /// <param name="primaryContact">The contact that <paramref name="details"/> name.</param>
    /// <exception cref="InvalidInputException">A value is refused, the stage or its pipeline is out of use, or the
    /// contact is not of the account.</exception>
    /// <exception cref="MoveNotAllowedException">The process asks for more than was brought.</exception>
    public static Deal Start(
        string title, Stage stage, string currency, Recording created, DealEdit? details = null,
        in Justification why = default, Contact? primaryContact = null)
        => Start(title, stage, currency, created, details ?? new DealEdit(), why, primaryContact, followUpOf: null);

    /// <summary>
    /// Creates a follow-up of this won deal, which hands on what it says nothing of: title, currency, account, primary
    /// contact and owner. That counts as a change of this deal too.
    /// </summary>
    /// <inheritdoc cref="Start(string, Stage, string, Recording, DealEdit?, in Justification, Contact?)"/>
    public Deal StartFollowUp(
        Stage stage, Recording created, DealEdit? details = null, in Justification why = default,
        Contact? primaryContact = null)
    {
        RequireLiving();
        if (Status != DealStatus.Won) throw new InvalidInputException("dealId", "Only a won deal has follow-ups.");

        details ??= new DealEdit();
        var inherited = details with
        {
            AccountId = details.AccountId ?? AccountId,
            PrimaryContactId = details.PrimaryContactId ?? PrimaryContactId,
            OwnerId = details.OwnerId ?? OwnerId,
        };
        return Start(
            Change<string>.Or(details.Title, Title), stage, Change<string>.Or(details.Currency, Currency),
            created, inherited, why, primaryContact, followUpOf: this);
    }

    private static Deal Start(
        string title, Stage stage, string currency, Recording created, DealEdit details, in Justification why,
        Contact? primaryContact, Deal? followUpOf)
    {
        var check = new InputCheck();
        CheckTarget(check, stage, "stageId");
        CheckReason(check, why);
        created.Check(check);
        var clean = (details with { Title = title, Currency = currency }).Clean(check);
        CheckContact(check, clean.AccountId?.Value, clean.PrimaryContactId?.Value, primaryContact);
        check.ThrowIfAny();

        var isOverride = Enforce(ProcessRules.OfCreation(stage, why.MayOverride), why);
        return new Deal(title, stage, currency, created, clean, followUpOf, why.Reason, isOverride);
    }

    private static void CheckContact(InputCheck check, Guid? accountId, Guid? contactId, Contact? contact)
    {
        if (accountId is null || contactId is null) return;
        if (contact?.Id != contactId) throw new ArgumentException("The contact is needed here.", nameof(contact));

        check.That(contact!.AccountId == accountId, "primaryContactId", "The contact is not of the deal's account.");
    }
}
