using System.Globalization;
using System.Text.Json;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// What access and limits add to the list of 50 deals: the server as in Production against one with all that settings can
/// take out, both in one process, because the compiler does not treat two processes alike. What settings cannot take out is
/// measured alone and taken off that one's figure. Both believe tokens, since somebody has to ask. Then what callers pay
/// who see some deals only, against SQL with the same condition.
/// </summary>
internal static class AccessBenchmark
{
    // Counted for every request, and never reached.
    private static readonly string[] Guarded =
    [
        "--environment=Staging", "--Limits:RequestsPerMinute=1000000000", "--Limits:CostPerMinute=1000000000",
        "--Limits:FieldCost=3000", "--Limits:TypeCost=3000",
    ];

    private static readonly string[] Logged =
        ["--Logging:LogLevel:Default=Information", "--Logging:LogLevel:Microsoft.AspNetCore.HttpLogging=Information"];

    /// <summary>Of the servers in one process, the first of which is that of all benchmarks.</summary>
    internal static readonly string[][] Settings = [[], Guarded, [.. Guarded, .. Logged]];

    internal static async Task<int> RunAsync(int deals)
    {
        await using var server = await MeasuredServer.StartAsync(deals, Settings.Length);
        var body = MeasuredServer.Body(ListQuery.Text, new { least = ListQuery.LeastAmount });
        var admin = await MeasuredServer.TokenAsync("--role", "admin", "--subject", "root");

        Func<int, Task<double>> At(int i) => requests
            => server.MeasureAsync(() => server.PostAsync(server.Addresses[i] + "/graphql", body, admin), requests);
        var figures = await Rounds.RunAsync(31, 300,
            ("without", At(0)), ("with access and limits", At(1)), ("and with the usual log", At(2)));
        var checks = await PartAsync(server, BenchmarkServer.Checks, admin);
        Console.WriteLine($"checks that are always there {checks:F1} us, "
            + $"believing a token {await PartAsync(server, BenchmarkServer.SignIn, admin):F1} us");
        var without = Array.ConvertAll(figures[0], each => each - checks);
        return Rounds.Check("access and limits", Rounds.Ratio(figures[1], without), 1.1)
            | Rounds.Check("and the usual log", Rounds.Ratio(figures[2], without), 1.2)
            | await SomeAsync(server, body);
    }

    /// <summary>A manager of a team and a rep, who see their team's deals and their own.</summary>
    private static async Task<int> SomeAsync(MeasuredServer server, string body)
    {
        var (subject, team) = await SomebodyAsync(server);
        var manager = await MeasuredServer.TokenAsync("--role", "manager", "--subject", "boss", "--team", team);
        var rep = await MeasuredServer.TokenAsync("--role", "rep", "--subject", subject);
        (string Name, string Path, string Token)[] ways =
        [
            ("manager, hand-written", BenchmarkServer.HandWrittenTeam, manager), ("manager, GraphQL", "/graphql", manager),
            ("rep, hand-written", BenchmarkServer.HandWrittenOwn, rep), ("rep, GraphQL", "/graphql", rep),
        ];
        for (var i = 0; i < ways.Length; i += 2)
            if (await server.PostAsync(ways[i].Path, body, ways[i].Token) is var expected
                && await server.PostAsync("/graphql", body, ways[i].Token) is var answer && answer != expected)
                throw new InvalidOperationException($"{ways[i].Name} differs:\n{answer}\n{expected}");

        var figures = await Rounds.RunAsync(warmUp: 500, 15, 50, [.. ways.Select(way => (way.Name, (Func<int, Task<double>>)(requests
            => server.MeasureAsync(() => server.PostAsync(way.Path, body, way.Token), requests))))]);
        return Rounds.Check("manager / hand-written", Rounds.Ratio(figures[1], figures[0]), 2)
            | Rounds.Check("rep / hand-written", Rounds.Ratio(figures[3], figures[2]), 2);
    }

    private static async Task<(string Subject, string Team)> SomebodyAsync(MeasuredServer server)
    {
        var answer = await server.PostAsync("/graphql", MeasuredServer.Body(
            "{ salesReps(first: 1, where: { deals: { some: { status: { eq: OPEN } } } }) { nodes { email team } } }"));
        var rep = JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("salesReps").GetProperty("nodes")[0];
        return (rep.GetProperty("email").GetString()!.Split('@')[0], rep.GetProperty("team").GetString()!);   // the demo's subjects
    }

    private static async Task<double> PartAsync(MeasuredServer server, string path, string token)
        => double.Parse(await server.PostAsync(path, "{}", token), CultureInfo.InvariantCulture);
}
