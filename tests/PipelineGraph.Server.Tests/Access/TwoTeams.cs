using System.Text.Json;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Two teams, each with a rep, a deal, and its mark on everything that belongs to it.</summary>
internal sealed class TwoTeams : IAsyncDisposable
{
    public const string Red = "REDMARK", Blue = "BLUEMARK";
    public const int RedAmount = 1_000, BlueAmount = 70_000_000;

    private readonly TestDatabase _database;

    private TwoTeams(TestDatabase database, Office office, CommandLog commands)
        => (_database, Office, Commands) = (database, office, commands);

    public Office Office { get; }

    /// <summary>SQL of the server.</summary>
    public CommandLog Commands { get; }

    /// <summary>FREE, with the stages A to D.</summary>
    public Line Line { get; private set; } = null!;

    public string Account { get; private set; } = "";

    /// <summary>The rep of the team Red, whose subject is rita.</summary>
    public string Rita { get; private set; } = "";

    /// <summary>The rep of the team Blue, whose subject is bob.</summary>
    public string Bob { get; private set; } = "";

    public string RedDeal { get; private set; } = "";
    public string BlueDeal { get; private set; } = "";

    /// <summary>A deal without an owner, with the mark of Blue: no rep and no team sees it.</summary>
    public string NobodysDeal { get; private set; } = "";

    public static async Task<TwoTeams> OpenAsync(string provider = "Sqlite", params string[] settings)
    {
        var database = await TestDatabase.OfAsync(provider);
        var commands = new CommandLog();
        var office = await Office.OpenAsync(Office.Start,
            [$"--Database:Provider={provider}",
                $"--ConnectionStrings:PipelineGraph={database.Database.Settings.ConnectionString}", .. settings],
            commands.AddTo);
        var teams = new TwoTeams(database, office, commands);
        await teams.FillAsync();
        return teams;
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Posts an operation; the whole answer.</summary>
    public async Task<JsonElement> AskAsync(string query, string token)
    {
        using var request = Office.Request(query, null, token);
        using var response = await Office.Client.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    /// <summary>A new deal in the first stage, with a source and an activity, marked all over.</summary>
    public async Task<string> DealAsync(string mark, string? ownerId, int amount)
    {
        var id = await Office.DealAsync(Line, mark, new { ownerId, amount, accountId = Account });
        await Office.CallAsync("updateDeal", new { dealId = id, source = mark });
        await Office.CallAsync("logActivity", new { dealId = id, type = "CALL", subject = mark }, "activity { id }");
        return id;
    }

    private async Task FillAsync()
    {
        Line = await Office.PlainPipelineAsync("FREE");
        Account = await Office.AccountAsync();
        Rita = await Office.RepAsync("Rita", "rita", "Red");
        Bob = await Office.RepAsync("Bob", "bob", "Blue");
        RedDeal = await DealAsync(Red, Rita, RedAmount);
        BlueDeal = await DealAsync(Blue, Bob, BlueAmount);
        NobodysDeal = await DealAsync(Blue, null, BlueAmount);
    }
}
