using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Alerts;

/// <summary>The server looks by itself: at the start, right after changes, and from time to time.</summary>
public sealed class BackgroundTests
{
    private static readonly string[] TimeOnly = ["TIME_IN_STAGE"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_server_raises_and_ends_alerts_right_after_the_changes()
    {
        await using var office = await Office.OpenAsync("--Alerts:Enabled=true");
        var line = await office.PlainPipelineAsync("FREE");

        var deal = await office.DealAsync(line, more: new { expectedCloseDate = "2026-02-27" });
        await ToldAsync(office, 1);
        await office.CallAsync("loseDeal", new { dealId = deal, lossReason = "PRICE" });

        Assert.Equal(["RAISED CLOSE_DATE_PASSED", "RECOVERED CLOSE_DATE_PASSED"], await ToldAsync(office, 2));
    }

    [Fact]
    public async Task A_server_notices_that_time_has_passed()
    {
        await using var office = await Office.OpenAsync("--Alerts:Enabled=true", "--Alerts:IntervalSeconds=5");
        await office.DealAsync(await office.WatchedLineAsync(), more: new { expectedCloseDate = "2026-02-27" });
        var line = await office.PipelineAsync("FREE", [new { name = "A", stallRules = TimeOnly }]);
        await office.DealAsync(line);

        office.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(["RAISED TIME_IN_STAGE"], await ToldAsync(office, 1));
    }

    [Theory]
    [InlineData("--Alerts:InactivityDays=0", "Alerts:InactivityDays is '0'; it can be 1 to 3650.")]
    [InlineData("--Alerts:IntervalSeconds=often", "Alerts:IntervalSeconds is 'often'; it can be 1 to 86400.")]
    [InlineData("--Alerts:Enabled=maybe", "Alerts:Enabled is 'maybe'; it can be true or false.")]
    public async Task A_faulty_setting_keeps_the_server_from_starting(string setting, string message)
    {
        var refused = await Assert.ThrowsAsync<OperatorException>(() => Office.OpenAsync(setting));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task The_setting_says_after_how_many_days_of_silence_a_deal_stalls()
    {
        await using var office = await Office.OpenAsync("--Alerts:InactivityDays=3");
        var line = await office.WatchedLineAsync("NO_ACTIVITY");
        await office.DealAsync(line, more: new { stageId = line["B"] });

        await office.AfterAsync(3);
        Assert.Empty(await office.ToldAsync());
        await office.AfterAsync(0.1);

        Assert.Equal(["RAISED NO_ACTIVITY"], await office.ToldAsync());
    }

    /// <summary>What the log tells of alerts once it tells so much; the clock goes on meanwhile.</summary>
    private static async Task<List<string>> ToldAsync(Office office, int most)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var told = await office.ToldAsync();
            if (told.Count >= most) return told;

            office.Clock.Advance(TimeSpan.FromMilliseconds(500));   // the watch pauses between two looks
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
