using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>One step of a pipeline's process.</summary>
public sealed class Stage
{
    private readonly List<ExitCriterion> _exitCriteria = [];
    private readonly List<Deal> _deals = [];

    private Stage() => Name = "";   // EF Core

    internal Stage(Pipeline pipeline, int position, StageDefinition definition)
    {
        (Pipeline, PipelineId, Position) = (pipeline, pipeline.Id, position);
        Name = definition.Name;
        Take(definition);
        foreach (var criterion in definition.ExitCriteria)
            _exitCriteria.Add(new ExitCriterion(Id, _exitCriteria.Count + 1, criterion));
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PipelineId { get; private set; }
    public Pipeline Pipeline { get; private set; } = null!;
    public string Name { get; private set; }

    /// <summary>1-based place among the pipeline's stages; the last one it had, once removed.</summary>
    public int Position { get; private set; }

    public DateTime? RemovedAt { get; private set; }
    public double Probability { get; private set; }          // of winning from here, 0 to 1
    public double? TargetDays { get; private set; }
    public double? StalledAfterDays { get; private set; }    // null: only the data-driven limit applies
    public StallRules StallRules { get; private set; }
    public string? Guidance { get; private set; }            // Markdown
    public IReadOnlyList<ExitCriterion> ExitCriteria => _exitCriteria;
    public IReadOnlyList<Deal> Deals => _deals;

    /// <summary>The criteria that are asked, in order: those not retired.</summary>
    public IEnumerable<ExitCriterion> CriteriaInUse()
        => _exitCriteria.Where(criterion => criterion.RetiredAt is null).OrderBy(criterion => criterion.Position);

    /// <summary>Takes over all but the exit criteria.</summary>
    /// <returns>Whether that changes anything.</returns>
    internal bool Take(StageDefinition definition)
    {
        var before = (Name, Probability, Guidance, TargetDays, StalledAfterDays, StallRules);
        (Name, Probability, Guidance) = (definition.Name, definition.Probability, definition.Guidance);
        (TargetDays, StalledAfterDays) = (definition.TargetDays, definition.StalledAfterDays);
        StallRules = definition.StallRules;
        return before != (Name, Probability, Guidance, TargetDays, StalledAfterDays, StallRules);
    }

    /// <summary>Takes over the whole list, which is checked: known ones change, others are new or retired.</summary>
    /// <returns>Whether that changes anything.</returns>
    internal bool TakeCriteria(IReadOnlyList<ExitCriterionDefinition> definitions, DateTime now)
    {
        var former = CriteriaInUse().ToDictionary(criterion => criterion.Id);
        var changes = false;
        foreach (var (i, definition) in definitions.Index())
        {
            if (definition.Id is { } id && former.Remove(id, out var known))
            {
                changes |= known.Take(i + 1, definition);
                continue;
            }
            _exitCriteria.Add(new ExitCriterion(Id, i + 1, definition));
            changes = true;
        }
        foreach (var criterion in former.Values) criterion.Retire(now);
        return changes || former.Count > 0;
    }

    internal void MoveTo(int position) => Position = position;

    internal void Remove(DateTime at) => RemovedAt = at;
}
