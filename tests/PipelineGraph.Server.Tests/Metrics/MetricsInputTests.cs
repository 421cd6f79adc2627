using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>What cannot be answered is refused and says why; what there is nothing to say about is null or 0.</summary>
public sealed class MetricsInputTests(Company company) : IClassFixture<Company>
{
    private const string Year = "period: { from: \"2025-01-01T00:00:00Z\", to: \"2026-01-01T00:00:00Z\" }";

    private readonly Office _office = company.Office;

    [Theory]
    [InlineData("pipelineMetrics", "period: { from: \"2026-01-02T00:00:00Z\", to: \"2026-01-01T00:00:00Z\" }", "asOf", "period")]
    [InlineData("pipelineMetrics", "asOf: \"2026-03-02T09:00:00.001Z\"", "asOf", "asOf")]
    [InlineData("pipelineMetrics", Year, "timeline(bucket: MONTH, timeZone: \"Mars/Olympus\") { won }", "timeZone")]
    [InlineData("pipelineMetrics", Year, "timeline(bucket: MONTH, timeZone: \"W. Europe Standard Time\") { won }", "timeZone")]
    [InlineData("pipelineMetrics", "period: { from: \"2024-01-01T00:00:00Z\", to: \"2026-01-01T00:00:00Z\" }",
        "timeline(bucket: DAY) { won }", "bucket")]
    [InlineData("pipelineMetrics", Year, "breakdown(by: STATUS) { groupsOmitted }", "by")]
    [InlineData("pipelineMetrics", Year, "breakdown(by: LOSS_REASON) { groupsOmitted }", "by")]
    [InlineData("pipelineMetrics", Year, "breakdown(by: OWNER, first: 1001) { groupsOmitted }", "first")]
    [InlineData("pipelineMetrics", Year, "breakdown(by: OWNER, first: -1) { groupsOmitted }", "first")]
    [InlineData("pipelineMetrics", Year, "breakdown(by: CREATED_MONTH, timeZone: \"\") { groupsOmitted }", "timeZone")]
    [InlineData("pipelineMetrics", Year, "timeInStage { curve(maxPoints: 1) { days } }", "maxPoints")]
    [InlineData("pipelineMetrics", Year, "timeInStage { curve(maxPoints: 1001) { days } }", "maxPoints")]
    [InlineData("pipelineMetrics", Year, "timeInStage { restrictedMeanDays(horizonDays: -1) }", "horizonDays")]
    [InlineData("forecast", "period: { from: \"2026-01-02T00:00:00Z\", to: \"2026-01-01T00:00:00Z\" }", "expected", "period")]
    [InlineData("forecast", $"{Year}, draws: 99", "expected", "draws")]
    [InlineData("forecast", $"{Year}, draws: 100001", "expected", "draws")]
    [InlineData("forecast", $"{Year}, asOf: \"2027-01-01T00:00:00Z\"", "expected", "asOf")]
    [InlineData("forecastBacktest", "horizonDays: 0", "bias", "horizonDays")]
    [InlineData("forecastBacktest", "horizonDays: 367", "bias", "horizonDays")]
    [InlineData("forecastBacktest", "points: 0", "bias", "points")]
    [InlineData("forecastBacktest", "points: 25", "bias", "points")]
    [InlineData("pipelineMovement", "from: \"2026-01-02T00:00:00Z\", to: \"2026-01-01T00:00:00Z\"", "currency", "to")]
    public async Task What_cannot_be_answered_is_refused_at_its_argument(
        string field, string arguments, string selection, string argument)
    {
        var answer = await _office.AskAsync($$"""{ {{field}}(pipelineId: "{{company.Free.Id}}", {{arguments}}) { {{selection}} } }""");

        // A field of every stage is refused at each of them.
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray()
            .Select(each => (each.GetProperty("message").GetString(), each.GetProperty("extensions").GetRawText())).Distinct());
        Assert.Equal($$"""{"code":"INVALID_INPUT","argument":"{{argument}}"}""", error.Item2);
        Assert.False(string.IsNullOrWhiteSpace(error.Item1));
    }

    [Theory]
    [InlineData("pipelineMetrics(pipelineId: $id) { asOf }")]
    [InlineData($"forecast(pipelineId: $id, {Year}) {{ expected }}")]
    [InlineData("forecastBacktest(pipelineId: $id) { bias }")]
    [InlineData("pipelineMovement(pipelineId: $id, from: \"2026-01-01T00:00:00Z\", to: \"2026-01-01T00:00:00Z\") { currency }")]
    [InlineData("prioritizedDeals(pipelineId: $id, first: 1) { rank }")]
    public async Task An_unknown_pipeline_has_no_figures(string field)
    {
        var data = await _office.DataAsync($"query ($id: ID!) {{ {field} }}", new { id = Company.Nothing("Pipeline") });

        Assert.Equal(JsonValueKind.Null, Assert.Single(data.EnumerateObject()).Value.ValueKind);
    }

    [Theory]
    [InlineData("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.001Z")]
    [InlineData("9999-12-30T00:00:00Z", "9999-12-31T23:59:59.999Z")]
    public async Task Of_a_pipeline_without_deals_everything_is_null_or_0(string from, string to)
    {
        var line = await _office.PipelineAsync();

        var data = await _office.DataAsync($$"""
            query ($id: ID!, $from: DateTime!, $to: DateTime!) {
              pipelineMetrics(pipelineId: $id, period: { from: $from, to: $to }) {
                winRate { rate interval { low } won lost disqualified wonAmount lostAmount rateByAmount excludedFromAmounts
                  cohort { rate created open maturity } }
                stageConversions { entered rate lower upper interval { low } maturity reentryRate }
                salesCycle { won { n meanDays medianDays p75Days p90Days } lost { n meanDays } stageShares { meanDays share } }
                dealSize { n mean median p90 excluded openMean }
                velocity { amountPerDay openDeals winRate averageDealSize averageCycleDays }
                timeInStage { visits openVisits closedOnly { n meanDays } medianDays p75Days p90Days restrictedMeanDays }
                bottlenecks { confidence dragShare targetRatio slowdownPValue medianRatioToBaseline arrivals departures backlogZ
                  conversionDrop }
                openPipeline { deals amount weightedAmount historicallyWeightedAmount overdueDeals overdueAmount stalledDeals
                  stalledAmount excludedFromAmounts }
                breakdown(by: OWNER) { rows { won } groupsOmitted }
              }
              forecast(pipelineId: $id, period: { from: $from, to: $to }, target: 1) {
                alreadyWon stageWeighted historical fromOpenDeals newBusiness expected p10 p50 p90 probabilityOfTarget expectedWins
                overdueAmount undated undatedAmount deals excluded
              }
              prioritizedDeals(pipelineId: $id, first: 5) { rank }
              forecastBacktest(pipelineId: $id) { bias meanAbsolutePercentageError coverage80 points { expected p10 p90 } }
            }
            """, new { id = line.Id, from, to });

        Assert.All(Values(data).Where(value => value.Path != "coverage80"), value => Assert.True(
            value.Value.ValueKind == JsonValueKind.Null || value.Value.GetDouble() == 0, $"{value.Path}: {value.Value}"));
    }

    [Theory]
    [InlineData("DAY", 1)]
    [InlineData("QUARTER", 1)]
    public async Task An_empty_period_has_empty_figures_though_there_are_deals(string bucket, int won)
    {
        var line = await _office.PipelineAsync("FREE");
        await _office.CallAsync("winDeal", new { dealId = await _office.DealAsync(line) });
        var at = _office.Now;

        var data = await _office.DataAsync($$"""
            query ($id: ID!, $at: DateTime!, $later: DateTime!) {
              empty: pipelineMetrics(pipelineId: $id, period: { from: $at, to: $at }) {
                winRate { won rate } timeline(bucket: {{bucket}}) { won } }
              full: pipelineMetrics(pipelineId: $id, period: { from: $at, to: $later }) { winRate { won rate } }
            }
            """, new { id = line.Id, at, later = at.AddMilliseconds(1) });

        Assert.Equal("""{"winRate":{"won":0,"rate":null},"timeline":[]}""", data.GetProperty("empty").GetRawText());
        Assert.Equal(won, data.GetProperty("full").GetProperty("winRate").GetProperty("won").GetInt32());
    }

    private static IEnumerable<(string Path, JsonElement Value)> Values(JsonElement from, string path = "")
        => from.ValueKind switch
        {
            JsonValueKind.Object => from.EnumerateObject().SelectMany(each => Values(each.Value, each.Name)),
            JsonValueKind.Array => from.EnumerateArray().SelectMany(each => Values(each, path)),
            _ => [(path, from)],
        };
}
