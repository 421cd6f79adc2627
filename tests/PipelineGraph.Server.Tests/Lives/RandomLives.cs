using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>Deals in pipelines that chance designed, and people who do to them whatever comes to their mind.</summary>
internal sealed class RandomLives
{
    private const int Deals = 12;

    private readonly Office _office;
    private readonly Random _random;
    private readonly List<RandomProcess> _processes = [];
    private readonly List<string> _deals = [];
    private RandomWork _work = null!;

    private RandomLives(Office office, Random random) => (_office, _random) = (office, random);

    public IReadOnlyList<string> DealIds => _deals;

    /// <summary>Dry runs that said yes, and that said no; each was tried.</summary>
    public (int Allowed, int Refused) DryRuns { get; private set; }

    public static async Task<RandomLives> BeginAsync(Office office, Random random)
    {
        var lives = new RandomLives(office, random);
        string[] accounts = [await office.AccountAsync("Acme"), await office.AccountAsync("Blitz")];
        string[] contacts = [await office.ContactAsync(accounts[0]), await office.ContactAsync(accounts[1])];
        string[] reps = [await office.RepAsync("Rita", "rita", "North"), await office.RepAsync("Rob", "rob", "South")];
        lives._work = new RandomWork(office, random, accounts, contacts, reps);
        foreach (var enforcement in (string[])["FREE", "GUIDED", "GUIDED", "STRICT", "STRICT"])
            lives._processes.Add(await RandomProcess.DesignAsync(office, random, enforcement));
        for (var i = 0; i < Deals; i++)
            lives._deals.Add(await office.DealAsync(new Line(lives._processes[i % lives._processes.Count].Id,
                new Dictionary<string, string>()), $"Deal {i}", new { ownerId = i % 4 == 3 ? null : reps[i % 2] }));
        return lives;
    }

    /// <summary>Somebody does something to some deal, a while later.</summary>
    public async Task StepAsync()
    {
        _office.Clock.Advance(TimeSpan.FromSeconds(_random.Next(0, 900)));
        var caller = _random.Next(3) == 0 ? Person.All[0] : RandomProcess.One(_random, Person.All);
        var dealId = _deals[_random.Next(_deals.Count)];
        switch (_random.Next(100))
        {
            case < 40: await DryRunAsync(caller, dealId); break;
            case < 65: await _work.DoAsync(caller, dealId, RandomProcess.One(_random, [.. _processes])); break;
            default: await TurnAsync(caller, dealId); break;
        }
    }

    private async Task DryRunAsync(Person caller, string dealId)
    {
        var isAllowed = await new DryRun(_office, caller, dealId).TryAsync(_random);
        if (isAllowed is { } yes)
            DryRuns = yes ? (DryRuns.Allowed + 1, DryRuns.Refused) : (DryRuns.Allowed, DryRuns.Refused + 1);
    }

    /// <summary>A turn in the deal's life that no dry run has told of; it may well be refused.</summary>
    private Task<Payload> TurnAsync(Person caller, string dealId)
    {
        var toStageId = RandomProcess.One(_random, RandomProcess.One(_random, [.. _processes]).Stages);
        var before = _office.Now.AddMinutes(-_random.Next(0, 60));
        var (reason, amount) = (_random.Next(4) == 0 ? null : "Because", _random.Next(1_000));
        var @override = _random.Next(2) == 0;
        return _random.Next(35) switch
        {
            < 5 => caller.CallAsync(_office, "loseDeal", new { dealId, lossReason = "PRICE", closedAt = before }),
            < 7 => caller.CallAsync(_office, "disqualifyDeal", new { dealId, note = "No need" }),
            < 15 => caller.CallAsync(_office, "reopenDeal", new { dealId, reason = "They called", @override }),
            < 17 => caller.CallAsync(_office, "reopenDeal", new { dealId, toStageId, reason = "Back", @override }),
            < 25 => caller.CallAsync(_office, "undoMove", new { dealId }),
            < 32 => caller.CallAsync(
                _office, "moveDeal", new { dealId, toStageId, reason, @override, effectiveAt = before }),
            < 34 => caller.CallAsync(_office, "correctClosedDeal", new { dealId, amount, reason = "Typed wrong" }),
            _ when _random.Next(10) == 0 => caller.CallAsync(_office, "voidDeal", new { dealId, reason = "Mistake" }),
            _ => caller.CallAsync(_office, "winDeal", new { dealId, amount, reason, @override, closedAt = before }),
        };
    }
}
