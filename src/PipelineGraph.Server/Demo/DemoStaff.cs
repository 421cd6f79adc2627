using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Demo;

/// <summary>A sales rep with the actor that signs for what they do.</summary>
internal sealed record DemoRep(SalesRep Rep, Actor Actor, Actor Manager, double Skill);

/// <summary>Who sells: teams of about eight, each under a manager who owns no deals.</summary>
internal sealed class DemoStaff
{
    private static readonly string[] Regions =
        ["North", "South", "East", "West", "Enterprise", "Mid-market", "Partners", "Online"];

    private const int DealsPerRep = 80, SmallestStaff = 8, LargestStaff = 400, TeamSize = 8;

    private readonly HashSet<string> _mailboxes = [];

    public DemoStaff(int deals, DateTime begin, Dice dice)
    {
        var size = Math.Clamp(deals / DealsPerRep, SmallestStaff, LargestStaff);
        var managers =
            Enumerable.Range(0, (size + TeamSize - 1) / TeamSize).Select(i => Hire(dice, begin, Team(i))).ToList();
        foreach (var (rep, actor) in managers) Add(rep, actor);
        for (var i = 0; i < size; i++)
        {
            var team = i % managers.Count;
            var (rep, actor) = Hire(dice, begin, Team(team));
            Add(rep, actor);
            Sellers.Add(new DemoRep(rep, actor, managers[team].Actor, dice.Between(0.2, 1)));
        }
    }

    public List<SalesRep> Reps { get; } = [];
    public List<Actor> Actors { get; } = [];
    public List<DemoRep> Sellers { get; } = [];

    private void Add(SalesRep rep, Actor actor)
    {
        Reps.Add(rep);
        Actors.Add(actor);
    }

    private (SalesRep Rep, Actor Actor) Hire(Dice dice, DateTime begin, string team)
    {
        var name = DemoNames.Person(dice);
        var mailbox = DemoNames.Mailbox(name);
        for (var i = 2; !_mailboxes.Add(mailbox); i++) mailbox = $"{DemoNames.Mailbox(name)}{i}";
        var rep = new SalesRep(name, begin, new SalesRepEdit
        {
            Email = $"{mailbox}@pipelinegraph.example",
            Team = team,
            Subject = mailbox,
        });
        return (rep, new Actor(ActorKind.Person, name, mailbox, rep.Id));
    }

    private static string Team(int index)
        => index < Regions.Length ? Regions[index]
            : $"{Regions[index % Regions.Length]} {(index / Regions.Length) + 1}";
}
