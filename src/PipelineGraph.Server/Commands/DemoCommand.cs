using System.CommandLine;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Demo;

namespace PipelineGraph.Server.Commands;

internal static class DemoCommand
{
    private const int MostDeals = 10_000_000;

    public static Command Create(string[] settings)
    {
        Option<int> deals =
            new("--deals") { Required = true, HelpName = "N", Description = $"How many, 1 to {MostDeals}." };
        deals.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, out var value) && value is < 1 or > MostDeals)
                result.AddError($"--deals is 1 to {MostDeals}.");
        });
        Option<int> seed = new("--seed")
        {
            HelpName = "S",
            Description = "The same seed gives the same company.",
            DefaultValueFactory = _ => DemoCompany.DefaultSeed,
        };

        var demo = new Command("demo", "Fills an empty database with a made-up company.") { deals, seed };
        demo.SetAction((parsed, cancelled) => CommandRun.RunAsync(settings, parsed,
            run => GenerateAsync(parsed.GetValue(deals), parsed.GetValue(seed), run), cancelled));
        return demo;
    }

    private static async Task<int> GenerateAsync(int deals, int seed, CommandRun run)
    {
        await DatabaseStartup.MigrateAsync(run.Services, run.Cancelled);
        var company = ActivatorUtilities.CreateInstance<DemoCompany>(run.Services);
        var isCreated = await ProgressBar.RunAsync("deals", deals, run.Error,
            progress => company.CreateAsync(deals, seed, progress, run.Cancelled));
        if (!isCreated)
            throw new OperatorException("The database holds data already; demo data goes into an empty one only.");

        await run.Output.WriteLineAsync($"{deals} demo deals created.");
        return 0;
    }
}
