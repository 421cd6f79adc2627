using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Demo;

/// <summary>The life of one deal, told forwards from its creation until it ends or today comes.</summary>
internal sealed partial class DealStory
{
    private readonly DemoWorld _world;
    private readonly Dice _dice;
    private readonly double _quality;   // 0 to 1: good ones are quicker and are won more often
    private DemoProcess _process;
    private int _stage;                 // index in the process
    private DateTime _at;               // how far the story is told
    private bool _isToday;

    public DealStory(
        DemoWorld world, DemoProcess process, (Account Account, List<Contact> Contacts) customer, DemoRep rep,
        DateTime begin,
        Deal? followUpOf = null)
    {
        (_world, _dice, _process, Customer, Rep, _at) = (world, world.Dice, process, customer, rep, begin);
        _quality = (rep.Skill + _dice.Between(0, 1)) / 2;
        Deal = Begin(followUpOf);
    }

    public Deal Deal { get; }
    public (Account Account, List<Contact> Contacts) Customer { get; }
    public DemoRep Rep { get; private set; }

    private Pipeline Pipeline => _process.Pipeline;
    private Stage Stage => Pipeline.Stages[_stage];
    private bool IsLastStage => _stage == Pipeline.Stages.Count - 1;

    public Deal Tell()
    {
        while (Deal.Status == DealStatus.Open && !_isToday)
        {
            Stay();
            if (!_isToday) Leave();
        }
        LookBack();
        return Deal;
    }

    private Deal Begin(Deal? followUpOf)
    {
        var isAnonymous = followUpOf is null && _dice.Chance(0.05);
        var currency = _dice.Pick(_process.Currencies);
        var product = _dice.Pick(_process.Products);
        var name = Customer.Account.Name;
        var details = new DealEdit
        {
            AccountId = isAnonymous ? null : Customer.Account.Id,
            PrimaryContactId = isAnonymous || _dice.Chance(0.4) ? null : Customer.Contacts[0].Id,
            OwnerId = _dice.Chance(0.02) ? null : Rep.Rep.Id,
            AmountUnits = _dice.Chance(0.3) ? null : Amount(currency),
            ExpectedCloseDate = _dice.Chance(0.2) ? null : ExpectedClose(),
            Source = _dice.Chance(0.06) ? null : _dice.Pick(_process.Sources),
            Description = _dice.Chance(0.7) ? null : _dice.Pick(DemoTexts.Notes),
        };
        var title = isAnonymous ? $"Enquiry: {product}" : $"{name[..name.LastIndexOf(' ')]}: {product}";
        return new Deal(title, Stage, currency, Now(), details, followUpOf);
    }

    /// <summary>One visit of a stage, with what is done in it.</summary>
    private void Stay()
    {
        var isStuck = _dice.Chance(0.05);
        var steps = isStuck ? 1 : _dice.Whole(1, 3);
        var days =
            _dice.Around(_process.Stages[_stage].MedianDays, 0.65) * (1.3 - (0.6 * _quality)) * (isStuck ? 6 : 1);
        if (IsLastStage) days = DaysToQuarterEnd(days);
        for (var i = 0; i < steps; i++)
        {
            if (!Pass(days / (steps + 1))) return;
            Work();
        }
        Pass(days / (steps + 1));
    }

    /// <summary>Who could sign just after the end of a quarter often signs just before it.</summary>
    private double DaysToQuarterEnd(double days)
    {
        var end = _at.AddDays(days);
        var quarter = new DateTime(end.Year, (((end.Month - 1) / 3) * 3) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var sooner = (quarter - _at).TotalDays - _dice.Between(0.5, 4);
        return sooner > 0.5 && (end - quarter).TotalDays < 14 && _dice.Chance(0.6) ? sooner : days;
    }

    /// <summary>Goes on to the next working hour after so many days.</summary>
    /// <returns>False when that lies ahead of today, where the story ends.</returns>
    private bool Pass(double days)
    {
        var next = OfficeHours.From(Instants.Truncate(_at.AddDays(days)));
        _isToday = next >= _world.Now;
        if (!_isToday) _at = next;
        return !_isToday;
    }

    /// <summary>Something happens now; now and then it is entered a day late.</summary>
    private Recording Now(Actor? by = null)
    {
        var recorded = _dice.Chance(0.05) ? _at.AddDays(_dice.Between(0, 1.5)) : _at;
        return new Recording(_at, recorded < _world.Now ? recorded : _world.Now, by ?? Rep.Actor);
    }

    private long Amount(string currency)
    {
        var major = _dice.Around(_process.MedianAmount, 0.75) * (currency == "SEK" ? 10 : 1);
        return Math.Max(10, (long)(major / 50)) * 50 * Amounts.UnitsPerMajor;
    }

    private DateOnly ExpectedClose()
        => DateOnly.FromDateTime(_at.AddDays(_process.TypicalDaysFrom(_stage) * _dice.Between(0.8, 1.8)));
}
