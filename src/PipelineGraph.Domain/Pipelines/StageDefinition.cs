namespace PipelineGraph.Domain.Pipelines;

/// <summary>A stage as it is designed, before it belongs to a pipeline.</summary>
/// <param name="Name">Not blank.</param>
/// <param name="Probability">Of winning from here, 0 to 1.</param>
public sealed record StageDefinition(string Name, double Probability)
{
    public double? TargetDays { get; init; }         // above 0
    public double? StalledAfterDays { get; init; }   // above 0; null: only the data-driven limit applies
    public StallRules StallRules { get; init; } = StallRules.All;
    public string? Guidance { get; init; }           // Markdown
    public IReadOnlyList<ExitCriterionDefinition> ExitCriteria { get; init; } = [];

    /// <summary>What is wrong with it as a new stage, all at once.</summary>
    /// <param name="path">Where the input holds it, with a point after it: <c>stage.</c></param>
    public IReadOnlyList<InputFault> Faults(string path = "")
        => InputCheck.FaultsOf(check => CleanNew(check.Under(path)));

    internal StageDefinition CleanNew(InputCheck check)
    {
        foreach (var (i, criterion) in ExitCriteria.Index())
            check.That(criterion.Id is null, $"exitCriteria.{i}.id", "A new stage has no criteria yet.");
        return Clean(check);
    }

    internal StageDefinition Clean(InputCheck check)
    {
        var clean = this with
        {
            Name = check.Required("name", Name, TextLimits.Name),
            Guidance = check.Optional("guidance", Guidance, TextLimits.Note),
        };
        check.That(Probability is >= 0 and <= 1, "probability", "It must be 0 to 1.");
        check.That(TargetDays is null or (> 0 and < double.PositiveInfinity), "targetDays", "It must be above 0.");
        check.That(StalledAfterDays is null or (> 0 and < double.PositiveInfinity), "stalledAfterDays",
            "It must be above 0.");
        check.That((StallRules & ~StallRules.All) == 0, "stallRules", "It holds an unknown reason.");
        foreach (var (i, criterion) in ExitCriteria.Index()) criterion.Check(check.Under($"exitCriteria.{i}."));
        return clean;
    }
}
