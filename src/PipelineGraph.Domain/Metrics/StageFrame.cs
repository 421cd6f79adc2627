using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Metrics;

/// <summary>A stage as figures need it; its configuration is today's, whatever the instant they hold at.</summary>
/// <param name="Position">1-based place among the pipeline's stages; the last one it had, once removed.</param>
/// <param name="Probability">Of winning from here, 0 to 1.</param>
/// <param name="TargetDays">How long a visit should last at most, days above 0; null without a target.</param>
/// <param name="IsRemoved">Out of use by now.</param>
public sealed record StageFrame(
    Guid Id, string Name, int Position, double Probability, double? TargetDays, bool IsRemoved = false)
{
    public static StageFrame Of(Stage stage) => new(stage.Id, stage.Name, stage.Position, stage.Probability,
        stage.TargetDays, stage.RemovedAt is not null);
}
