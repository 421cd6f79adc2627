using System.CommandLine;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;

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
        token.SetAction(async (parsed, _) =>
        {
            var caller = new Caller(
                parsed.GetValue(subject) ?? "local", parsed.GetValue(name), Known(parsed.GetRequiredValue(roles)),
                parsed.GetValue(team));
            await using var app = ServerHost.Build(settings, HostPurpose.Command);
            var jwt = app.Services.GetRequiredService<LocalTokens>()
                .Issue(caller, TimeSpan.FromMinutes(parsed.GetValue(minutes)));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(jwt);
            return 0;
        });
        return token;
    }

    private static Role[] Known(string[] words) => [.. words.Select(word => Claim.Roles[word]).Distinct().Order()];
}
