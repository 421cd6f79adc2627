using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>A process of selling: its stages in order, and the deals that go through them.</summary>
public sealed class Pipeline
{
    public const string DefaultTimeZone = "UTC";

    private readonly List<Stage> _stages = [];
    private readonly List<Deal> _deals = [];

    private Pipeline() => (Name, Currency, TimeZone) = ("", "", "");   // EF Core

    /// <param name="name">Not blank.</param>
    /// <param name="currency">Reporting currency, ISO 4217.</param>
    /// <param name="now">Time of the creation, UTC.</param>
    /// <param name="stages">Stages in order, at least one; <see cref="DefaultProcess.Stages"/> when left out.</param>
    /// <param name="enforcement">How strictly moves must follow the process.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="timeZone">IANA name of the zone in which its days begin.</param>
    /// <exception cref="InvalidInputException">A value is refused.</exception>
    public Pipeline(
        string name, string currency, DateTime now, IReadOnlyList<StageDefinition>? stages = null,
        ProcessEnforcement enforcement = ProcessEnforcement.Guided, string? description = null,
        string timeZone = DefaultTimeZone)
    {
        stages ??= DefaultProcess.Stages;
        var check = new InputCheck();
        Name = check.Required("name", name, TextLimits.Name);
        Description = check.Optional("description", description, TextLimits.Note);
        check.That(CurrencyCode.IsKnown(currency), "currency", CurrencyCode.Fault);
        check.That(IsTimeZone(timeZone), "timeZone", "It must be an IANA time zone, such as Europe/Berlin.");
        check.That(stages.Count > 0, "stages", "A pipeline has at least one stage.");
        check.ThrowIfAny();

        (Currency, TimeZone, Enforcement, UpdatedAt) = (currency, timeZone, enforcement, Instants.Truncate(now));
        foreach (var stage in stages) Insert(stage.Checked($"stages.{_stages.Count}."), _stages.Count);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public int Version { get; private set; } = 1;
    public string Name { get; private set; }
    public string? Description { get; private set; }
    public ProcessEnforcement Enforcement { get; private set; }
    public string Currency { get; private set; }
    public string TimeZone { get; private set; }   // IANA name
    public bool IsArchived { get; private set; }
    public DateTime UpdatedAt { get; private set; }

    /// <summary>
    /// All stages it has or has had. Those in use have no <see cref="Stage.RemovedAt"/> and positions 1, 2, ….
    /// </summary>
    public IReadOnlyList<Stage> Stages => _stages;

    public IReadOnlyList<Deal> Deals => _deals;

    /// <summary>Its stages in order, without those removed.</summary>
    public IEnumerable<Stage> StagesInUse()
        => _stages.Where(stage => stage.RemovedAt is null).OrderBy(stage => stage.Position);

    /// <summary>Whether both instants lie on the same day of its time zone.</summary>
    public bool IsSameDay(DateTime one, DateTime other)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return TimeZoneInfo.ConvertTimeFromUtc(one, zone).Date == TimeZoneInfo.ConvertTimeFromUtc(other, zone).Date;
    }

    /// <summary>Adds a stage at a 1-based position, or at the end; later stages move back by one.</summary>
    /// <exception cref="InvalidInputException">A value is refused; the pipeline is unchanged.</exception>
    public Stage AddStage(StageDefinition stage, DateTime now, int? position = null)
    {
        var count = _stages.Count(each => each.RemovedAt is null);
        var clean = stage.Checked("stage.");
        if (position is < 1 || position > count + 1)
            throw new InvalidInputException("position", $"It must be 1 to {count + 1}.");

        Touch(now);
        return Insert(clean, (position ?? (count + 1)) - 1);
    }

    /// <summary>Takes a stage out of use, without deleting it. Its open deals must have been moved before.</summary>
    /// <exception cref="InvalidInputException">It is the last one, or not a stage in use here; nothing has
    /// changed.</exception>
    public void RemoveStage(Stage stage, DateTime now)
    {
        if (stage.RemovedAt is not null || !_stages.Contains(stage))
            throw new InvalidInputException("stageId", "It is no stage of this pipeline.");
        if (_stages.Count(each => each.RemovedAt is null) == 1)
            throw new InvalidInputException("stageId", "A pipeline has at least one stage.");

        Touch(now);
        stage.Remove(UpdatedAt);
        foreach (var later in _stages.Where(each => each.RemovedAt is null && each.Position > stage.Position))
            later.MoveTo(later.Position - 1);
    }

    /// <summary>Takes the pipeline out of use. Its open deals must have been closed or moved before.</summary>
    public void Archive(DateTime now)
    {
        if (IsArchived) return;

        Touch(now);
        IsArchived = true;
    }

    private Stage Insert(StageDefinition definition, int index)
    {
        foreach (var later in _stages.Where(each => each.RemovedAt is null && each.Position > index))
            later.MoveTo(later.Position + 1);
        var stage = new Stage(this, index + 1, definition);
        _stages.Add(stage);
        return stage;
    }

    private void Touch(DateTime now)
        => (UpdatedAt, Version) = (Instants.Later(UpdatedAt, Instants.Truncate(now)), Version + 1);

    private static bool IsTimeZone(string? name)
        => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
