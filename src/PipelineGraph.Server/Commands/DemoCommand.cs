using System.CommandLine;

namespace PipelineGraph.Server.Commands;

internal static class DemoCommand
{
    private const int MostDeals = 10_000_000;

    /// <param name="settings">Configuration of the host.</param>
    /// <param name="generate">Makes that many deals from that seed, on a database that may still have to be migrated.</param>
    public static Command Create(string[] settings, Func<int, int, CommandRun, Task<int>> generate)
    {
        Option<int> deals = new("--deals") { Required = true, HelpName = "N", Description = $"How many, 1 to {MostDeals}." };
        deals.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, out var value) && value is < 1 or > MostDeals)
                result.AddError($"--deals is 1 to {MostDeals}.");
        });
        Option<int> seed = new("--seed")
        {
            HelpName = "S",
            Description = "The same seed gives the same company.",
            DefaultValueFactory = _ => 1,
        };

        var demo = new Command("demo", "Fills the database with a made-up company.") { deals, seed };
        demo.SetAction((parsed, cancelled) => CommandRun.RunAsync(
            settings, parsed, run => generate(parsed.GetValue(deals), parsed.GetValue(seed), run), cancelled));
        return demo;
    }
}
