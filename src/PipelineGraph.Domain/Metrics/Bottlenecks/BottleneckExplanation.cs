using System.Globalization;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>Says in a sentence, with the figures, why a stage has its verdict.</summary>
internal static class BottleneckExplanation
{
    public static string Of(StageMeasures stage, BottleneckVerdict verdict, int slower) => verdict switch
    {
        BottleneckVerdict.InsufficientData => Text(
            $"{stage.Exits} visits begun in the period have ended; judging takes {StageMeasures.FewestExits}."),
        BottleneckVerdict.Time => Text($"{Mean(stage)}, {stage.MeanDays - stage.Reference:0.0} more than ")
            + Text($"{Reference(stage)}; {Agreement(slower)}."),
        BottleneckVerdict.Leak => Text($"Of the decided deals {Percent(stage.Conversion.Rate)} went on, ")
            + Text($"{Percent(stage.BaselineConversion.Rate)} in the period before: a drop beyond chance."),
        BottleneckVerdict.Backlog => Text($"{stage.Arrivals} visits began and {stage.Departures} ended: ")
            + Text($"more pile up than chance explains (z = {stage.BacklogZ:0.00})."),
        _ => stage.Reference is null
            ? Text($"{Mean(stage)}; there is no target and no period before to hold that against.")
            : Text($"{Mean(stage)}, against {Reference(stage)}; {Agreement(slower)}. Nothing else stands out."),
    };

    private static string Mean(StageMeasures stage) => Text(
        $"A visit takes {stage.MeanDays:0.0} days on average (each counted up to {BottleneckTally.HorizonDays:0})");

    private static string Reference(StageMeasures stage) => stage.Stage.TargetDays is { } target
        ? Text($"its target of {target:0.0}")
        : Text($"the {stage.BaselineDays:0.0} of the period before");

    private static string Agreement(int slower)
        => Text($"longer in {slower} of {Bootstrap.Draws} samples drawn from the deals");

    private static string Percent(double? share) => Text($"{share * 100:0.0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
