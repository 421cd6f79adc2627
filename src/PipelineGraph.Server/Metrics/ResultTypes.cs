using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Metrics;

internal sealed class WinRateType : ValueObjectType<WinRate>
{
    public WinRateType()
    {
        Description("Win rate of the deals whose last close lies in the period.");
        Field(rate => rate.Rate, "won / (won + lost), 0 to 1; null without either.");
        Nested(rate => rate.Interval, "Wilson's interval of the rate, 95 %; null without a rate.");
        Field(rate => rate.Won, "Deals won.");
        Field(rate => rate.Lost, "Deals lost.");
        Field(rate => rate.Disqualified, "Deals disqualified: a third outcome, in no rate.");
        Field("wonAmount", rate => MetricsMoney.Round(rate.WonAmount), "Sum of the won deals' amounts.");
        Field("lostAmount", rate => MetricsMoney.Round(rate.LostAmount), "Sum of the lost deals' amounts.");
        Field(rate => rate.RateByAmount, "wonAmount / (wonAmount + lostAmount), 0 to 1; null when the sum is 0, or when "
            + "deals were lost and none of them has an amount above 0.");
        Field(rate => rate.ExcludedFromAmounts, "Won and lost deals without an amount or an exchange rate.");
        Nested(rate => rate.Cohort, "What has become of the deals created in the period.");
    }
}

internal sealed class CohortWinRateType : ValueObjectType<CohortWinRate>
{
    public CohortWinRateType()
    {
        Description("What has become of the deals created in the period, by their state at the instant asked about.");
        Field(rate => rate.Rate, "won / (won + lost), 0 to 1; null without either.");
        Field(rate => rate.Created, "Deals created.");
        Field(rate => rate.Won, "Of these, won by then.");
        Field(rate => rate.Lost, "Of these, lost by then.");
        Field(rate => rate.Disqualified, "Of these, disqualified by then.");
        Field(rate => rate.Open, "Of these, still open.");
        Field(rate => rate.Maturity, "Share that is closed, 0 to 1; null when none was created.");
    }
}

internal sealed class StageConversionType : ValueObjectType<StageConversion>
{
    public StageConversionType()
    {
        Description("What has become of the deals that first entered a stage in the period.");
        Reference<Stage>("stage", conversion => conversion.StageId, "The stage.");
        Field(conversion => conversion.Entered, "Deals whose first visit began in the period.");
        Field(conversion => conversion.Advanced, "Of these, went on to a later stage, or won.");
        Field(conversion => conversion.Dropped, "Of these, did not go on and are lost or disqualified.");
        Field(conversion => conversion.Pending, "Of these, did not go on yet and are open.");
        Field(conversion => conversion.Transferred, "Of these, did not go on and are in another pipeline.");
        Field(conversion => conversion.Rate, "advanced / (advanced + dropped), 0 to 1; null without either.");
        Field(conversion => conversion.Lower, "The rate if all pending deals dropped out.");
        Field(conversion => conversion.Upper, "The rate if all pending deals went on.");
        Nested(conversion => conversion.Interval, "Wilson's interval of the rate, 95 %; null without a rate.");
        Field(conversion => conversion.Maturity, "Share of the deals not transferred that is decided, 0 to 1.");
        Field(conversion => conversion.IsLowSample, "Fewer than 10 deals are decided.");
        Field(conversion => conversion.ReentryRate, "Share of the deals that came to the stage twice or more, 0 to 1.");
    }
}

internal sealed class SalesCycleType : ValueObjectType<SalesCycle>
{
    public SalesCycleType()
    {
        Description("From creation to close of the deals closed in the period. Won and lost are never pooled: quick losses "
            + "would hide slow wins.");
        Nested(cycle => cycle.Won, "Of the deals won.");
        Nested(cycle => cycle.Lost, "Of the deals lost.");
        List(cycle => cycle.StageShares, "Where the won deals spent their time, stage by stage.");
    }
}

internal sealed class StageShareType : ValueObjectType<StageShare>
{
    public StageShareType()
    {
        Description("What a stage takes of the cycle of the deals won in the period.");
        Reference<Stage>("stage", share => share.StageId, "The stage.");
        Field(share => share.MeanDays, "Mean of their total days in it, 0 for those never there; null when none was won.");
        Field(share => share.Share, "Of the sum of all stages' means, 0 to 1; null when that is 0.");
    }
}

internal sealed class DealSizeType : ValueObjectType<DealSize>
{
    public DealSizeType()
    {
        Description("Amounts of the deals won in the period, in the pipeline's currency.");
        Field(size => size.N, "Won deals with an amount.");
        Field("mean", size => MetricsMoney.Round(size.Mean), "Mean amount; null without any.");
        Field("median", size => MetricsMoney.Round(size.Median), "Median amount; null without any.");
        Field("p90", size => MetricsMoney.Round(size.P90), "90th percentile of the amounts; null without any.");
        Field(size => size.Excluded, "Won deals without an amount or an exchange rate.");
        Field("openMean", size => MetricsMoney.Round(size.OpenMean), "Mean amount of the open deals; null without any.");
    }
}

internal sealed class SalesVelocityType : ValueObjectType<SalesVelocity>
{
    public SalesVelocityType()
    {
        Description("How fast the pipeline turns its open deals into revenue, with the four factors.");
        Field("amountPerDay", velocity => MetricsMoney.Round(velocity.AmountPerDay),
            "openDeals × winRate × averageDealSize / averageCycleDays; null when a factor is null or the cycle is 0.");
        Field(velocity => velocity.OpenDeals, "Open deals.");
        Field(velocity => velocity.WinRate, "Win rate of the period, 0 to 1.");
        Field("averageDealSize", velocity => MetricsMoney.Round(velocity.AverageDealSize),
            "Mean amount of the deals won in the period.");
        Field(velocity => velocity.AverageCycleDays, "Mean days from creation to close of the deals won in the period.");
    }
}

internal sealed class OpenPipelineType : ValueObjectType<OpenPipeline>
{
    public OpenPipelineType()
    {
        Description("The open deals of the pipeline, in its currency.");
        Field(open => open.Deals, "How many.");
        Field("amount", open => MetricsMoney.Round(open.Amount), "Sum of their amounts.");
        Field("weightedAmount", open => MetricsMoney.Round(open.WeightedAmount),
            "Sum of amount × probability: the deal's own, else its stage's.");
        Field("historicallyWeightedAmount", open => MetricsMoney.Round(open.HistoricallyWeightedAmount),
            "Sum of amount × the share won of the deals of the last year that were in the stage; null when fewer than 30 "
                + "were resolved.");
        Field(open => open.OverdueDeals, "Deals whose expected close lies before the day.");
        Field("overdueAmount", open => MetricsMoney.Round(open.OverdueAmount), "Sum of their amounts.");
        Field(open => open.StalledDeals, "Deals with an alert that is open at the instant.");
        Field("stalledAmount", open => MetricsMoney.Round(open.StalledAmount), "Sum of their amounts.");
        Field(open => open.ExcludedFromAmounts, "Deals in no sum, because they have no amount or no exchange rate.");
    }
}
