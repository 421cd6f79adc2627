using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

public sealed partial class Deal
{
    /// <summary>Logs an activity, planned or completed; on a closed deal too.</summary>
    /// <exception cref="InvalidInputException">It is voided, a value is refused; the deal is unchanged.</exception>
    public Activity LogActivity(ActivityEntry entry, Recording at)
    {
        RequireLiving();
        var activity = new Activity(Id, entry.Checked(at.RecordedAt), at);

        _activities.Add(activity);
        NoteActivity(activity);
        Touch(PipelineEventType.ActivityLogged, at).ActivityId = activity.Id;
        return activity;
    }

    /// <summary>Completes a planned activity at the recording's effective instant.</summary>
    /// <param name="note">Takes the place of the activity's note, unless null.</param>
    /// <exception cref="InvalidInputException">It is voided or completed already, or the note is refused; the deal is
    /// unchanged.</exception>
    public void CompleteActivity(Activity activity, Recording at, string? note = null)
    {
        RequireLiving();
        RequireOwn(activity.DealId, nameof(activity));
        var check = new InputCheck();
        at.Check(check);
        check.That(activity.CompletedAt is null, "activityId", "It is completed already.");
        var clean = check.Optional("note", note, TextLimits.Note);
        check.ThrowIfAny();

        activity.Complete(at.EffectiveAt, clean);
        NoteActivity(activity);
        Touch(PipelineEventType.ActivityCompleted, at).ActivityId = activity.Id;
    }

    /// <summary>Keeps an objection of the customer.</summary>
    /// <exception cref="DealClosedException">It is closed; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided, a value is refused, or it lies before the creation; the
    /// deal is unchanged.</exception>
    public Objection RaiseObjection(string summary, Recording at)
    {
        RequireOpen();
        var check = new InputCheck();
        var clean = check.Required("summary", summary, TextLimits.Reason);
        check.That(at.EffectiveAt >= CreatedAt, "effectiveAt", "It lies before the deal's creation.");
        check.ThrowIfAny();

        var objection = new Objection(Id, clean, at);
        _objections.Add(objection);
        Touch(PipelineEventType.ObjectionRaised, at).ObjectionId = objection.Id;
        return objection;
    }

    /// <summary>Resolves an objection, once.</summary>
    /// <inheritdoc cref="RaiseObjection"/>
    public void ResolveObjection(Objection objection, string resolution, Recording at)
    {
        RequireOpen();
        RequireOwn(objection.DealId, nameof(objection));
        var check = new InputCheck();
        var clean = check.Required("resolution", resolution, TextLimits.Reason);
        check.That(objection.ResolvedAt is null, "objectionId", "It is resolved already.");
        check.That(at.EffectiveAt >= objection.RaisedAt, "effectiveAt", "It lies before the objection.");
        check.ThrowIfAny();

        objection.Resolve(clean, at.EffectiveAt);
        Touch(PipelineEventType.ObjectionResolved, at).ObjectionId = objection.Id;
    }

    /// <summary>Ticks off an item of the checklist; completions must be loaded.</summary>
    /// <exception cref="DealClosedException">It is closed; the deal is unchanged.</exception>
    /// <exception cref="InvalidInputException">It is voided or no open checklist item, or out of order in time; the
    /// deal is unchanged.</exception>
    public ChecklistCompletion CompleteChecklistItem(ExitCriterion criterion, Recording at, string? note = null)
    {
        RequireOpen();
        at = AfterChanges(at);
        var check = new InputCheck();
        var clean = check.Optional("note", note, TextLimits.Note);
        check.That(criterion.Kind == ExitCriterionKind.ChecklistItem, "criterionId", "It is no checklist item.");
        check.That(CompletionOf(criterion) is null, "criterionId", "It is completed already.");
        check.ThrowIfAny();

        var completion = new ChecklistCompletion(Id, criterion.Id, clean, at);
        var before = State;
        _checklistCompletions.Add(completion);
        Keep(TrackedField.Checklist, null, WireText.OfId(criterion.Id), at);
        Touch(PipelineEventType.ChecklistChanged, at, before).CriterionId = criterion.Id;
        return completion;
    }

    /// <summary>Takes back the completion of a checklist item; completions must be loaded.</summary>
    /// <inheritdoc cref="CompleteChecklistItem"/>
    public void ClearChecklistItem(ExitCriterion criterion, Recording at)
    {
        RequireOpen();
        at = AfterChanges(at);
        var completion = CompletionOf(criterion)
            ?? throw new InvalidInputException("criterionId", "It is not completed.");

        var before = State;
        _checklistCompletions.Remove(completion);
        Keep(TrackedField.Checklist, WireText.OfId(criterion.Id), null, at);
        Touch(PipelineEventType.ChecklistChanged, at, before).CriterionId = criterion.Id;
    }

    /// <summary>
    /// What exit criteria ask of the deal; its transitions, activities and objections must be loaded.
    /// </summary>
    public DealFacts Facts()
    {
        var since = _transitions.Where(move => move is { Kind: TransitionKind.Reopened, IsReverted: false })
            .Select(move => move.EffectiveAt).DefaultIfEmpty(CreatedAt).Max();
        return new DealFacts
        {
            HasAccount = AccountId is not null,
            HasAmount = AmountUnits is not null,
            HasExpectedCloseDate = ExpectedCloseDate is not null,
            HasPrimaryContact = PrimaryContactId is not null,
            HasSource = Source is not null,
            HasDescription = Description is not null,
            Qualification = new Qualification(Budget, Authority, Need, Timeline, Interest),
            Score = Score,
            HasOpenObjection = _objections.Exists(objection => objection.ResolvedAt is null),
            CompletedActivityTypes = _activities.Where(activity => activity.CompletedAt >= since)
                .Aggregate(0, (types, activity) => types | (1 << (int)activity.Type)),
        };
    }

    private ChecklistCompletion? CompletionOf(ExitCriterion criterion)
        => _checklistCompletions.Find(completion => completion.CriterionId == criterion.Id);

    private void NoteActivity(Activity activity)
    {
        if (activity.CompletedAt is { } done) LastActivityAt = Instants.Later(LastActivityAt ?? done, done);
    }

    private void RequireOwn(Guid dealId, string parameter)
    {
        if (dealId != Id) throw new ArgumentException("It belongs to another deal.", parameter);
    }
}
