using System.CommandLine;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Commands;

/// <summary>Prints a token for this machine's server, and nothing else, so that a shell can catch it.</summary>
internal static class TokenCommand
{
    private const int DefaultMinutes = 480;
    private const int MostMinutes = 60 * 24 * 366;

    public static Command Create(string[] settings)
    {
        Option<string[]> roles = new("--role")
        {
            Required = true,
            HelpName = "ROLE",
            Description = "rep, manager, analyst, integration or admin; may be repeated.",
        };
        roles.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Enum.GetValues<Role>().Select(Claim.Word)]);
        Option<string?> subject = new("--subject") { Description = "Who it is; ties the caller to a sales rep." };
        Option<string?> name = new("--name") { Description = "What people call them." };
        Option<string?> team = new("--team") { Description = "Their team." };
        Option<int> minutes = new("--minutes")
        {
            Description = "How long it is valid.",
            DefaultValueFactory = _ => DefaultMinutes,
        };
        minutes.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, out var value) && value is < 1 or > MostMinutes)
                result.AddError($"--minutes is 1 to {MostMinutes}.");
        });

        var token = new Command("token", "Prints a token signed with the local development key.")
        {
            roles, subject, name, team, minutes,
        };
        token.SetAction((parsed, cancelled) => CommandRun.RunAsync(settings, parsed, run =>
        {
            var caller = new Caller(
                parsed.GetValue(subject) ?? "local", parsed.GetValue(name), Known(parsed.GetRequiredValue(roles)),
                parsed.GetValue(team));
            return PrintAsync(caller, TimeSpan.FromMinutes(parsed.GetValue(minutes)), run);
        }, cancelled));
        return token;
    }

    private static async Task<int> PrintAsync(Caller caller, TimeSpan lifetime, CommandRun run)
    {
        await run.Output.WriteLineAsync(run.Services.GetRequiredService<LocalTokens>().Issue(caller, lifetime));
        return 0;
    }

    private static Role[] Known(string[] words) => [.. words.Select(word => Claim.Roles[word]).Distinct().Order()];
}
