using PipelineGraph.Domain.Events;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Gives an open deal new values and appends what really changed to <see cref="Changes"/>.</summary>
    /// <remarks>A new owner makes it an assignment, ratings alone a qualification, else it is an update.</remarks>
    /// <returns>False when nothing changed; the version then stays.</returns>
    /// <exception cref="DealClosedException">It is closed; see <see cref="RecordCorrection"/>.</exception>
    /// <exception cref="DealVoidedException">It is voided.</exception>
    /// <exception cref="InvalidInputException">A value is refused, or it lies before an earlier change; nothing has
    /// changed.</exception>
    public bool RecordEdit(DealEdit edit, Recording at)
    {
        RequireOpen();
        var clean = edit.Checked();
        CheckOrderOfChanges(at);

        var (before, externalId, expected) = (State, ExternalId, ExpectedCloseDate);
        Take(clean, at);
        if (before.ChangeCount == ChangeCount && externalId == ExternalId) return false;

        if (ExpectedCloseDate > expected) CloseDatePushes++;
        Touch(EventOf(clean, before), at, before);
        return true;
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
        _changes.Add(new FieldChange(Id, ++ChangeCount, field, before, after, at, transition));
        LastChangeAt = at.EffectiveAt;
    }

    private void CheckOrderOfChanges(Recording at)
    {
        if (at.EffectiveAt < (LastChangeAt ?? CreatedAt))
            throw new InvalidInputException("effectiveAt", "It lies before the deal's latest change or its creation.");
    }
}
