using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>A process of selling: its stages in order, and the deals that go through them.</summary>
public sealed partial class Pipeline
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
        var values = new PipelineEdit
        {
            Name = name,
            Description = description,
            Currency = currency,
            TimeZone = timeZone,
        };
        var (clean, cleanStages) = InputCheck.Passed(check => CleanNew(check, values, stages));

        (Name, Description) = (clean.Name!.Value.Value, clean.Description!.Value.Value);
        (Currency, TimeZone, Enforcement, UpdatedAt) = (currency, timeZone, enforcement, Instants.Truncate(now));
        foreach (var stage in cleanStages) Insert(stage, _stages.Count);
    }

    /// <summary>What is wrong with a new pipeline, all at once.</summary>
    /// <param name="stages">Null for the default process.</param>
    public static IReadOnlyList<InputFault> Faults(PipelineEdit values, IReadOnlyList<StageDefinition>? stages)
        => InputCheck.FaultsOf(check => CleanNew(check, values, stages));

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

    internal static bool IsTimeZone(string? name)
        => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static (PipelineEdit Values, IReadOnlyList<StageDefinition> Stages) CleanNew(
        InputCheck check, PipelineEdit values, IReadOnlyList<StageDefinition>? stages)
    {
        stages ??= DefaultProcess.Stages;
        var clean = values.Clean(check);
        check.That(stages.Count > 0, "stages", "A pipeline has at least one stage.");
        return (clean, [.. stages.Select((stage, i) => stage.CleanNew(check.Under($"stages.{i}.")))]);
    }
}
