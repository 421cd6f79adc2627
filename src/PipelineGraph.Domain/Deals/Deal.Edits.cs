using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Gives an open deal new values and appends what really changed to <see cref="Changes"/>.</summary>
    /// <remarks>A new owner makes it an assignment, ratings alone a qualification, else it is an update.</remarks>
    /// <returns>False when nothing changed; the version then stays.</returns>
    /// <exception cref="DealClosedException">It is closed; see <see cref="RecordCorrection"/>.</exception>
    /// <exception cref="InvalidInputException">It is voided, a value is refused, or it lies before an earlier
    /// change; nothing has changed.</exception>
    public bool RecordEdit(DealEdit edit, Recording at)
    {
        RequireOpen();
        var clean = edit.Checked();
        at = AfterChanges(at);

        var (before, externalId, expected) = (State, ExternalId, ExpectedCloseDate);
        Take(clean, at);
        if (before.ChangeCount == ChangeCount && externalId == ExternalId) return false;

        if (ExpectedCloseDate > expected) CloseDatePushes++;
        Touch(EventOf(clean, before), at, before);
        return true;
    }

    /// <summary>
    /// The contact that must be at hand for an edit, see <see cref="Edit"/>; null where it makes no difference.
    /// </summary>
    public Guid? ContactToCheck(DealEdit edit)
    {
        var (account, contact) = (Change<Guid?>.Or(edit.AccountId, AccountId),
            Change<Guid?>.Or(edit.PrimaryContactId, PrimaryContactId));
        return account is null || (account == AccountId && contact == PrimaryContactId) ? null : contact;
    }

    /// <summary>Gives an open deal new values, see <see cref="RecordEdit"/>.</summary>
    /// <param name="primaryContact">The contact that <see cref="ContactToCheck"/> asks for.</param>
    /// <exception cref="InvalidInputException">It is voided, a value is refused, or the primary contact is not of the
    /// account; nothing has changed.</exception>
    /// <inheritdoc cref="RecordEdit"/>
    public bool Edit(DealEdit edit, Recording at, Contact? primaryContact = null)
    {
        RequireOpen();
        var check = new InputCheck();
        var clean = edit.Clean(check);
        var asked = ContactToCheck(edit);
        CheckContact(check, asked is null ? null : Change<Guid?>.Or(edit.AccountId, AccountId), asked, primaryContact);
        check.ThrowIfAny();

        return RecordEdit(clean, at);
    }

    private PipelineEventType EventOf(DealEdit edit, in DealState before) => edit switch
    {
        _ when OwnerId != before.OwnerId => PipelineEventType.DealAssigned,
        { Rates: true } when edit.Ratings == edit => PipelineEventType.DealQualified,
        _ => PipelineEventType.DealUpdated,
    };

    private void Take(DealEdit edit, Recording? at)
    {
        ExternalId = Change<string?>.Or(edit.ExternalId, ExternalId);
        Title = Set(TrackedField.Title, Title, edit.Title, WireText.OfText, at);
        Description = Set(TrackedField.Description, Description, edit.Description, WireText.OfText, at);
        AccountId = Set(TrackedField.Account, AccountId, edit.AccountId, WireText.OfId, at);
        PrimaryContactId = Set(TrackedField.PrimaryContact, PrimaryContactId, edit.PrimaryContactId, WireText.OfId, at);
        OwnerId = Set(TrackedField.Owner, OwnerId, edit.OwnerId, WireText.OfId, at);
        AmountUnits = Set(TrackedField.Amount, AmountUnits, edit.AmountUnits, WireText.OfAmount, at);
        Currency = Set(TrackedField.Currency, Currency, edit.Currency, WireText.OfText, at);
        ProbabilityOverride =
            Set(TrackedField.ProbabilityOverride, ProbabilityOverride, edit.ProbabilityOverride, WireText.OfNumber, at);
        ExpectedCloseDate =
            Set(TrackedField.ExpectedCloseDate, ExpectedCloseDate, edit.ExpectedCloseDate, WireText.OfDay, at);
        Source = Set(TrackedField.Source, Source, edit.Source, WireText.OfText, at);
        if (edit.Rates) TakeRatings(edit, at);
    }

    private void TakeRatings(DealEdit edit, Recording? at)
    {
        var before = ChangeCount;
        Budget = Set(TrackedField.Budget, Budget, edit.Budget, WireText.OfRating, at);
        Authority = Set(TrackedField.Authority, Authority, edit.Authority, WireText.OfRating, at);
        Need = Set(TrackedField.Need, Need, edit.Need, WireText.OfRating, at);
        Timeline = Set(TrackedField.Timeline, Timeline, edit.Timeline, WireText.OfRating, at);
        Interest = Set(TrackedField.Interest, Interest, edit.Interest, WireText.OfRating, at);
        Score = DealScore.Of(new Qualification(Budget, Authority, Need, Timeline, Interest)).Value;
        if (at is not null && ChangeCount > before) (RatedAt, RatedById) = (at.EffectiveAt, at.Actor.Id);
    }

    /// <summary>
    /// The value after an edit; a difference is kept in the history, except at creation (<paramref name="at"/> null).
    /// </summary>
    private T Set<T>(
        TrackedField field, T current, Change<T>? change, Func<T, string?> text, Recording? at, int? transition = null)
    {
        if (change is not { Value: var next } || EqualityComparer<T>.Default.Equals(current, next)) return current;

        if (at is not null) Keep(field, text(current), text(next), at, transition);
        return next;
    }

    private T? Clear<T>(TrackedField field, T? current, Func<T?, string?> text, Recording at, int transition)
        => Set(field, current, new Change<T?>(default), text, at, transition);

    private void Keep(TrackedField field, string? before, string? after, Recording at, int? transition = null)
    {
        // A late entry of a transition may lie before a change; the changes that it brings come after all others.
        var change = at.EffectiveAt < LastChangeAt ? at.PutOffTo(LastChangeAt.Value) : at;
        _changes.Add(new FieldChange(Id, ++ChangeCount, field, before, after, change, transition));
        LastChangeAt = change.EffectiveAt;
    }
}
