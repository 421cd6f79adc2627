using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Demo;

/// <summary>The demo company before its first deal, and the deals that it has had since.</summary>
internal sealed class DemoWorld
{
    private const double FollowUpShare = 0.2;

    private readonly int _deals;
    private readonly DemoCalendar _calendar;

    public DemoWorld(int deals, int seed, DateTime now)
    {
        (_deals, Now, Dice, _calendar) = (deals, now, new Dice(seed), new DemoCalendar(now));
        var founded = _calendar.Begin.AddDays(-30);
        Processes = DemoProcesses.Create(founded);
        Staff = new DemoStaff(deals, founded, Dice);
        Market = new DemoMarket(deals, founded, Dice);
        ExchangeRates = DemoRates.Create(founded, now, Dice);
        Rates = new RateTable(ExchangeRates);
    }

    public DateTime Now { get; }
    public Dice Dice { get; }
    public IReadOnlyList<DemoProcess> Processes { get; }
    public DemoStaff Staff { get; }
    public DemoMarket Market { get; }
    public List<Domain.Money.ExchangeRate> ExchangeRates { get; }
    public RateTable Rates { get; }

    /// <summary>The deals, one after the other as they began, each with its whole history; a follow-up comes after its
    /// source.</summary>
    public IEnumerable<Deal> Deals()
    {
        for (var told = 0; told < _deals; told++)
        {
            var process = Dice.Pick([.. Processes.Select(each => (each, each.Share))]);
            var begin = _calendar.Instant((told + Dice.Between(0, 1)) / _deals, Dice);
            var story = new DealStory(this, process, Dice.Pick(Market.Customers), Dice.Pick(Staff.Sellers), begin);
            yield return story.Tell();

            if (told + 1 == _deals || FollowUp(story) is not { } next) continue;
            told++;
            yield return next.Tell();
        }
    }

    private DealStory? FollowUp(DealStory story)
    {
        if (story.Deal is not { Status: DealStatus.Won, VoidedAt: null, ClosedAt: { } closed }) return null;
        if (!Dice.Chance(FollowUpShare)) return null;

        var begin = OfficeHours.From(closed.AddDays(Dice.Between(20, 240)));
        return begin < Now ? new DealStory(this, Processes[^1], story.Customer, story.Rep, begin, story.Deal) : null;
    }
}
