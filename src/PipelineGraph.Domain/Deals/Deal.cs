using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Deals;

/// <summary>An opportunity to sell, standing in exactly one stage of one pipeline.</summary>
/// <remarks>
/// The <c>Record…</c> methods write its history and hold what is always true of it: order in time, visits that do not
/// overlap, closed means closed. What a pipeline's process allows is asked before them. Each counts as one change.
/// </remarks>
public sealed partial class Deal
{
    private readonly List<StageTransition> _transitions = [];
    private readonly List<StageVisit> _visits = [];
    private readonly List<FieldChange> _changes = [];
    private readonly List<Activity> _activities = [];
    private readonly List<Objection> _objections = [];
    private readonly List<ChecklistCompletion> _checklistCompletions = [];
    private readonly List<Deal> _followUps = [];
    private readonly List<StalledDealAlert> _stalledAlerts = [];

    private Deal() => (Title, Currency) = ("", "");   // EF Core

    /// <summary>Creates an open deal in a stage, with the transition and the visit that begin its history.</summary>
    /// <param name="title">Not blank.</param>
    /// <param name="stage">Where it starts; its pipeline becomes the deal's.</param>
    /// <param name="currency">Of its amount, ISO 4217.</param>
    /// <param name="created">When, by whom. Its effective instant is <see cref="CreatedAt"/>.</param>
    /// <param name="details">First values of the other fields; they are no changes.</param>
    /// <param name="followUpOf">The won deal that it grew from; this counts as a change of it too.</param>
    /// <param name="reason">Why it starts against the process.</param>
    /// <param name="isOverride">Whether a manager let it start against the process.</param>
    /// <exception cref="InvalidInputException">A value is refused.</exception>
    public Deal(
        string title, Stage stage, string currency, Recording created, DealEdit? details = null,
        Deal? followUpOf = null, string? reason = null, bool isOverride = false)
    {
        if (followUpOf is { Status: not DealStatus.Won } or { VoidedAt: not null })
            throw new InvalidInputException("dealId", "Only a won deal has follow-ups.");
        var check = new InputCheck();
        check.That(!(stage.RemovedAt <= created.EffectiveAt), "stageId", "The stage is removed.");
        var checkedReason = check.Optional("reason", reason, TextLimits.Reason);
        var clean = ((details ?? new DealEdit()) with { Title = title, Currency = currency }).Clean(check);
        check.ThrowIfAny();

        (Title, Currency) = ("", currency);
        Take(clean, at: null);
        if (details is { Rates: true }) (RatedAt, RatedById) = (created.EffectiveAt, created.Actor.Id);
        (PipelineId, StageId, FollowUpOfId) = (stage.PipelineId, stage.Id, followUpOf?.Id);
        (CreatedAt, UpdatedAt) = (created.EffectiveAt, created.RecordedAt);
        var creation = Append(TransitionKind.Created, stage.Id, created, checkedReason, isOverride);
        Announce(PipelineEventType.DealCreated, created, State).TellOf(creation, opensVisit: true);
        followUpOf?.Touch(PipelineEventType.FollowUpCreated, created);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string? ExternalId { get; private set; }

    /// <summary>Starts at 1 and grows by one with every change of the deal or of what hangs on it.</summary>
    public int Version { get; private set; } = 1;

    public string Title { get; private set; }
    public DealStatus Status { get; private set; }
    public Guid PipelineId { get; private set; }
    public Pipeline Pipeline { get; private set; } = null!;

    /// <summary>Where it is, or was when it closed.</summary>
    public Guid StageId { get; private set; }
    public Stage Stage { get; private set; } = null!;

    public Guid? AccountId { get; private set; }
    public Account? Account { get; private set; }
    public Guid? PrimaryContactId { get; private set; }
    public Contact? PrimaryContact { get; private set; }
    public Guid? OwnerId { get; private set; }
    public SalesRep? Owner { get; private set; }

    /// <summary>Value in 1/10,000 of <see cref="Currency"/>, never negative; null while unknown.</summary>
    public long? AmountUnits { get; private set; }
    public string Currency { get; private set; }

    /// <summary>Takes the place of the stage's probability, 0 to 1.</summary>
    public double? ProbabilityOverride { get; private set; }
    public string? Source { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the last change of any kind was recorded; never goes back.</summary>
    public DateTime UpdatedAt { get; private set; }
    public DateTime StageEnteredAt { get; private set; }
    public DateOnly? ExpectedCloseDate { get; private set; }

    /// <summary>How often the expected close date was moved to a later day.</summary>
    public int CloseDatePushes { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Latest completion of an activity.</summary>
    public DateTime? LastActivityAt { get; private set; }
    public LossReason? LossReason { get; private set; }
    public FactorRating Budget { get; private set; }
    public FactorRating Authority { get; private set; }
    public FactorRating Need { get; private set; }
    public FactorRating Timeline { get; private set; }
    public FactorRating Interest { get; private set; }
    public DateTime? RatedAt { get; private set; }
    public Guid? RatedById { get; private set; }
    public Actor? RatedBy { get; private set; }

    /// <summary>
    /// 0 to 100, kept with the ratings, see <see cref="DealScore"/>; null while every factor is unknown.
    /// </summary>
    public int? Score { get; private set; }

    /// <summary>
    /// Rate to the pipeline's currency at the close, 1/10,000,000,000; null while open, or without a rate.
    /// </summary>
    public long? ClosingRateUnits { get; private set; }

    /// <summary>Entered by mistake: readable, in no list, metric or alert.</summary>
    public DateTime? VoidedAt { get; private set; }
    public Guid? FollowUpOfId { get; private set; }
    public Deal? FollowUpOf { get; private set; }

    /// <summary>How many transitions it has; they need not be loaded to append one.</summary>
    public int TransitionCount { get; private set; }

    /// <summary>How many field changes it has; they need not be loaded to append one.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>Effective instant of the latest transition.</summary>
    public DateTime LastTransitionAt { get; private set; }

    /// <summary>Effective instant of the latest field change.</summary>
    public DateTime? LastChangeAt { get; private set; }

    // Long texts last: tables have their columns in this order, and SQLite reads a row from its start.
    public string? Description { get; private set; }
    public string? CloseNote { get; private set; }
    public string? VoidReason { get; private set; }

    public IReadOnlyList<StageTransition> Transitions => _transitions;
    public IReadOnlyList<StageVisit> Visits => _visits;
    public IReadOnlyList<FieldChange> Changes => _changes;
    public IReadOnlyList<Activity> Activities => _activities;
    public IReadOnlyList<Objection> Objections => _objections;
    public IReadOnlyList<ChecklistCompletion> ChecklistCompletions => _checklistCompletions;
    public IReadOnlyList<Deal> FollowUps => _followUps;

    /// <summary>All that were ever raised; read only.</summary>
    public IReadOnlyList<StalledDealAlert> StalledAlerts => _stalledAlerts;

    /// <summary>Marks the deal as entered by mistake, for good.</summary>
    /// <exception cref="InvalidInputException">It is voided already, or the reason is too long.</exception>
    public void RecordVoid(Recording at, string? reason = null)
    {
        RequireLiving();
        VoidReason = CheckedReason(reason);
        VoidedAt = at.EffectiveAt;
        Touch(PipelineEventType.DealVoided, at);
    }

    private void RequireLiving()
    {
        if (VoidedAt is not null) throw new InvalidInputException("dealId", "The deal is voided.");
    }

    private void RequireOpen()
    {
        RequireLiving();
        if (Status != DealStatus.Open) throw new DealClosedException(Status);
    }
}
