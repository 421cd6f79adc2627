using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Board;

/// <summary>A board as it is asked for: the stages to show; what they hold is read only as far as it is selected.</summary>
internal sealed record BoardView(Guid PipelineId, DateTime AsOf, IReadOnlyList<Stage> Stages);

/// <summary>A column with its figures.</summary>
internal sealed record BoardColumnView(Guid StageId, ColumnFigures Figures);

/// <summary>Figures of the open deals of one stage, in the pipeline's currency.</summary>
internal sealed record ColumnFigures
{
    public static ColumnFigures None { get; } = new();

    public int DealCount { get; init; }
    public decimal TotalAmount { get; init; }
    public decimal WeightedAmount { get; init; }

    /// <summary>Deals without an amount, or without an exchange rate.</summary>
    public int ExcludedFromTotals { get; init; }

    public int StalledCount { get; init; }
}
