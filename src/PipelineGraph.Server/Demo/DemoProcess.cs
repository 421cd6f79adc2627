using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Demo;

/// <summary>How deals go through one stage.</summary>
/// <param name="MedianDays">Half of the visits are shorter.</param>
/// <param name="Loss">Share of the visits that end in a loss.</param>
/// <param name="Disqualification">Share that end because the deal does not fit.</param>
internal sealed record DemoStage(double MedianDays, double Loss, double Disqualification = 0);

/// <summary>A pipeline, and how its deals come and go.</summary>
/// <param name="Pipeline">As it is stored.</param>
/// <param name="Share">Of all deals.</param>
/// <param name="MedianAmount">In major units of the deal's currency.</param>
/// <param name="Stages">In the pipeline's order.</param>
internal sealed record DemoProcess(
    Pipeline Pipeline, double Share, double MedianAmount, IReadOnlyList<DemoStage> Stages)
{
    /// <summary>Currencies of its deals, the pipeline's own first.</summary>
    public required IReadOnlyList<string> Currencies { get; init; }
    public required IReadOnlyList<string> Products { get; init; }
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Days that a deal takes from here to the end, if it goes the whole way.</summary>
    public double TypicalDaysFrom(int stage) => Stages.Skip(stage).Sum(each => each.MedianDays);
}
