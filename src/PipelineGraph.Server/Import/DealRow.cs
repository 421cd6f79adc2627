using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Import;

/// <summary>A row of deals.csv with the rows of the other files that tell its past.</summary>
internal sealed record DealRow(
    ImportRow Row, string Key, IReadOnlyList<DealStep> Steps, IReadOnlyList<DealChange> Changes)
{
    /// <summary>Columns and their values as comparable text.</summary>
    public required Dictionary<string, string?> Fields { get; init; }
    public LossReason? LossReason { get; init; }
    public string? CloseNote { get; init; }
    public string? FollowUpOf { get; init; }

    /// <summary>What the next import compares with.</summary>
    public ImportedDeal Imported
        => new(Fields, [.. Steps.Select(step => step.Text)], [.. Changes.Select(change => change.Text)],
        ImportText.Of(LossReason), CloseNote, FollowUpOf);
}

/// <summary>What a deal was imported from, as it is kept.</summary>
internal sealed record ImportedDeal(
    Dictionary<string, string?> Fields, List<string> Steps, List<string> Changes, string? LossReason, string? CloseNote,
    string? FollowUpOf)
{
    public static ImportedDeal Nothing { get; } = new([], [], [], null, null, null);
}

/// <summary>A transition of a deal's past.</summary>
/// <param name="Row">Which tells it.</param>
/// <param name="Column">With its instant.</param>
/// <param name="Stage">Where the deal was after it.</param>
internal sealed record DealStep(ImportRow Row, string Column, TransitionKind Kind, Stage Stage, DateTime At)
{
    public DateTime? RecordedAt { get; init; }
    public string? Actor { get; init; }
    public string? Reason { get; init; }
    public bool IsOverride { get; init; }

    public string Text => $"{Kind} {Stage.Id} {ImportText.Of(At)}";

    public Recording Recording(ImportSession session) => new(At, RecordedAt ?? session.Now, session.Actor(Actor));
}

/// <summary>A change of one field in a deal's past.</summary>
internal sealed record DealChange(ImportRow Row, DealColumn Field, string? OldValue, string? NewValue, DateTime At)
{
    public DateTime? RecordedAt { get; init; }
    public string? Actor { get; init; }

    public string Text => $"{Field.Name} {ImportText.Of(At)} {NewValue}";

    public Recording Recording(ImportSession session) => new(At, RecordedAt ?? session.Now, session.Actor(Actor));
}
