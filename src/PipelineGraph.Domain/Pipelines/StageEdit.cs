namespace PipelineGraph.Domain.Pipelines;

/// <summary>New values for a stage; null leaves a field as it is.</summary>
public sealed record StageEdit
{
    public Change<string>? Name { get; init; }
    public Change<double>? Probability { get; init; }         // of winning from here, 0 to 1
    public Change<double?>? TargetDays { get; init; }         // above 0
    public Change<double?>? StalledAfterDays { get; init; }   // above 0
    public Change<StallRules>? StallRules { get; init; }
    public Change<string?>? Guidance { get; init; }

    /// <summary>
    /// The whole new list: those with an id stay what they are and keep their completions, those without are new, those
    /// not listed are retired.
    /// </summary>
    public IReadOnlyList<ExitCriterionDefinition>? ExitCriteria { get; init; }

    /// <summary>What is wrong with it for this stage, all at once.</summary>
    public IReadOnlyList<InputFault> Faults(Stage stage) => InputCheck.FaultsOf(check => Clean(check, stage));

    /// <summary>What is wrong with it for any stage, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Over(Unnamed).Clean);

    /// <summary>The stage's whole new definition.</summary>
    internal StageDefinition Clean(InputCheck check, Stage stage)
    {
        var clean = Over(DefinitionOf(stage)).Clean(check);
        if (ExitCriteria is null) return clean;

        var current = stage.CriteriaInUse().ToDictionary(criterion => criterion.Id);
        foreach (var (i, criterion) in ExitCriteria.Index())
        {
            if (criterion.Id is not { } id) continue;
            if (!current.Remove(id, out var known))
                check.That(false, $"exitCriteria.{i}.id", "It is no criterion of this stage, or listed twice.");
            check.That(known is null || known.Kind == criterion.Kind, $"exitCriteria.{i}.kind", "It cannot change.");
        }
        return clean;
    }

    private static StageDefinition Unnamed { get; } = new("Stage", Probability: 0.5);   // without any fault

    private static StageDefinition DefinitionOf(Stage stage) => new(stage.Name, stage.Probability)
    {
        TargetDays = stage.TargetDays,
        StalledAfterDays = stage.StalledAfterDays,
        StallRules = stage.StallRules,
        Guidance = stage.Guidance,
    };

    private StageDefinition Over(StageDefinition now) => new(
        Change<string>.Or(Name, now.Name), Change<double>.Or(Probability, now.Probability))
    {
        TargetDays = Change<double?>.Or(TargetDays, now.TargetDays),
        StalledAfterDays = Change<double?>.Or(StalledAfterDays, now.StalledAfterDays),
        StallRules = Change<StallRules>.Or(StallRules, now.StallRules),
        Guidance = Change<string?>.Or(Guidance, now.Guidance),
        ExitCriteria = ExitCriteria ?? [],
    };
}
