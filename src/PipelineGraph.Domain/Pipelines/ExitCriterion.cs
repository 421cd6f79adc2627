using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Pipelines;

/// <summary>What a deal must fulfil before it moves forward out of a stage.</summary>
public sealed class ExitCriterion
{
    private ExitCriterion() => Label = "";   // EF Core

    internal ExitCriterion(Guid stageId, int position, ExitCriterionDefinition definition)
    {
        (StageId, Kind, Label) = (stageId, definition.Kind, definition.Label);
        Take(position, definition);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StageId { get; private set; }
    public Stage Stage { get; private set; } = null!;
    public int Position { get; private set; }   // 1-based
    public ExitCriterionKind Kind { get; private set; }
    public string Label { get; private set; }
    public DealField? Field { get; private set; }
    public QualificationFactor? Factor { get; private set; }
    public int? MinimumScore { get; private set; }   // 0 to 100
    public ActivityType? ActivityType { get; private set; }
    public DateTime? RetiredAt { get; private set; }   // no longer asked, still readable

    internal bool Take(int position, ExitCriterionDefinition definition)
    {
        var before = (Position, Label, Field, Factor, MinimumScore, ActivityType);
        (Position, Label) = (position, definition.Label);
        (Field, Factor) = (definition.Field, definition.Factor);
        (MinimumScore, ActivityType) = (definition.MinimumScore, definition.ActivityType);
        return before != (Position, Label, Field, Factor, MinimumScore, ActivityType);
    }

    internal void Retire(DateTime at) => RetiredAt = at;

    /// <summary>Whether a deal fulfils it, see <see cref="ExitCriteria.IsMet"/>.</summary>
    public bool IsMetBy(in DealFacts deal, bool isChecked)
        => ExitCriteria.IsMet(Kind, Field, Factor, MinimumScore, ActivityType, deal, isChecked);
}
