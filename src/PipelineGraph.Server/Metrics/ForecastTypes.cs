using PipelineGraph.Domain.Metrics.Forecasting;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

internal sealed class ForecastType : ValueObjectType<ForecastView>
{
    public ForecastType()
    {
        Description("What a period will bring, in the pipeline's currency.");
        Nested("period", forecast => new Period(forecast.Scope.Frame.From, forecast.Scope.Frame.To), "The period.");
        Field("asOf", forecast => forecast.Scope.Frame.AsOf, "What was known then is used.");
        Field("currency", forecast => forecast.Scope.Currency, "Of all amounts, ISO 4217.");
        Amount("alreadyWon", forecast => forecast.AlreadyWon, "Won in the period by that instant.");
        Amount("stageWeighted", forecast => forecast.StageWeighted,
            "alreadyWon + amount × probability of each candidate: the deal's own, else its stage's.");
        Field("historical", forecast => MetricsMoney.Round(forecast.Result.Historical),
            "The same with the share won of the deals of the last year that were in the stage; null when fewer than 30 were "
                + "resolved.");
        Amount("fromOpenDeals", forecast => forecast.FromOpenDeals,
            "Sum of amount × chance of the open deals that are expected to close in the period.");
        Field("newBusiness", forecast => MetricsMoney.Round(forecast.Result.NewBusiness),
            "From deals that do not exist yet, as past periods brought it; null with fewer than 3 of these, and for a period "
                + "that is over.");
        Amount("expected", forecast => forecast.Expected, "alreadyWon + fromOpenDeals + newBusiness.");
        Amount("p10", forecast => forecast.P10, "A tenth of the drawn totals lies below.");
        Amount("p50", forecast => forecast.P50, "Half of the drawn totals lies below.");
        Amount("p90", forecast => forecast.P90, "Nine tenths of the drawn totals lie below.");
        Field("probabilityOfTarget", forecast => forecast.Result.ProbabilityOfTarget,
            "Share of the drawn totals that reach the target, 0 to 1; null without a target.");
        Field("expectedWins", forecast => forecast.Result.ExpectedWins, "How many of the candidates will be won, on average.");
        Amount("overdueAmount", forecast => forecast.OverdueAmount,
            "Of open deals that were expected to close before the day: shown, not forecast.");
        Field("undated", forecast => forecast.Result.Undated,
            "Open deals without an expected close date: shown, not forecast.");
        Amount("undatedAmount", forecast => forecast.UndatedAmount, "Sum of their amounts.");
        Field("deals", forecast => forecast.Result.Deals,
            "Candidates: open deals that are expected to close in the period, not before the day.");
        Field("excluded", forecast => forecast.Result.Excluded, "Candidates without an amount or an exchange rate.");
    }

    private void Amount(string name, Func<Forecast, decimal> amount, string description)
        => Field(name, forecast => MetricsMoney.Round(amount(forecast.Result)), description);
}

internal sealed class ForecastBacktestType : ValueObjectType<ForecastBacktest>
{
    public ForecastBacktestType()
    {
        Description("Forecasts of past periods beside what was really won in them, in the pipeline's currency.");
        List(test => test.Points, "The periods, earliest first.");
        Field("bias", test => MetricsMoney.Round(test.Bias), "Mean of expected - actual; above 0 is too hopeful.");
        Field(test => test.MeanAbsolutePercentageError,
            "Mean of |expected - actual| / actual over the periods that brought something, a fraction; null without any.");
        Field("coverage80", test => test.Coverage80, "Share of the actual amounts within [p10, p90], 0 to 1; 0.8 is right.");
    }
}

internal sealed class ForecastBacktestPointType : ValueObjectType<ForecastBacktestPoint>
{
    public ForecastBacktestPointType()
    {
        Description("One past forecast.");
        Field(point => point.AsOf, "When it is made.");
        Nested("period", point => new Period(point.From, point.To), "What it foresees.");
        Field("expected", point => MetricsMoney.Round(point.Expected), "The expected amount.");
        Field("p10", point => MetricsMoney.Round(point.P10), "A tenth of the drawn totals lies below.");
        Field("p90", point => MetricsMoney.Round(point.P90), "Nine tenths of the drawn totals lie below.");
        Field("actual", point => MetricsMoney.Round(point.Actual), "What was won in the period, as known now.");
    }
}
