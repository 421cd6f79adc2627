using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Metrics;

/// <summary>
/// Deals that live at random through all that can happen to one: skips, ways back, transfers, closes, reopenings, undos,
/// corrections, late entries, a removed stage, other currencies.
/// </summary>
internal sealed class RandomCompany
{
    private const int Days = 300;
    private static readonly string[] Currencies = ["EUR", "USD", "GBP"];
    private readonly Random _random;
    private readonly bool _isPlain;
    private readonly Guid[] _owners = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private readonly Dictionary<Deal, DateTime> _clocks = [];

    /// <param name="isPlain">Without what changes the past: late entries, undos, corrections and voids.</param>
    public RandomCompany(Random random, int deals, bool isPlain = false)
    {
        (_random, _isPlain) = (random, isPlain);
        Sales = NewPipeline("Sales");
        Partners = NewPipeline("Partners");
        Rates = new RateHistory("EUR", [
            new ExchangeRate("USD", "EUR", 8_000_000_000, Start.AddDays(-9)),
            new ExchangeRate("USD", "EUR", 9_123_456_789, Start.AddDays(150))]);
        for (var i = 0; i < deals; i++) Live();
        if (!isPlain) Sales.RemoveStage(Sales.Stages[1], End);
    }

    public static DateTime Start { get; } = Given.Monday;
    public static DateTime End { get; } = Given.Monday.AddDays(Days);
    public Pipeline Sales { get; }
    public Pipeline Partners { get; }
    public RateHistory Rates { get; }
    public List<Deal> Deals { get; } = [];

    /// <summary>What each deal looked like right after each change, when it was recorded.</summary>
    public List<(DateTime At, DealSnapshot Seen)> Seen { get; } = [];

    public MetricsFrame Frame(DateTime asOf, DateTime from, DateTime to)
        => new([.. Sales.StagesInUse().Concat(Sales.Stages.Where(each => each.RemovedAt is not null))
            .Select(StageFrame.Of)], asOf, from, to, TimeZoneInfo.Utc);

    public MetricsFrame AnyFrame()
    {
        var (one, other) = (AnyInstant(), AnyInstant());
        return Frame(AnyInstant(), one < other ? one : other, one < other ? other : one);
    }

    public DateTime AnyInstant() => Start.AddHours(_random.Next(Days * 24));

    public List<DealSnapshot> At(MetricsFrame frame)
        => [.. Deals.Select(deal => DealHistory.Of(deal)?.At(frame, Rates)).OfType<DealSnapshot>()];

    private void Live()
    {
        var now = Start.AddHours(_random.Next(Days * 20));
        var deal = new Deal("Deal", Any(AllStages()), Any(Currencies), Recording.At(now, Given.Anna), new()
        {
            AmountUnits = AnyAmount(),
            OwnerId = AnyOwner(),
        });
        Deals.Add(deal);
        _clocks[deal] = now;
        for (var steps = _random.Next(14); steps > 0; steps--)
        {
            See(deal);
            _clocks[deal] = _clocks[deal].AddMinutes(_random.Next(3) == 0 ? _random.Next(1, 15) : _random.Next(1, 20_000));
            if (_clocks[deal] > End) return;

            Refusable(() => Step(deal));
        }
        See(deal);
    }

    private void See(Deal deal)
    {
        if (_isPlain && DealHistory.Of(deal)!.At(Frame(_clocks[deal], Start, End), Rates) is { } seen)
            Seen.Add((_clocks[deal], seen));
    }

    private void Step(Deal deal)
    {
        var (here, now) = (AllStages().Single(stage => stage.Id == deal.StageId), _clocks[deal]);
        var late = _isPlain || _random.Next(3) > 0 ? now : now.AddMinutes(-_random.Next(5_000));
        var at = new Recording(late, now, Given.Anna);
        var rate = Rates.At(deal.Currency, late);
        switch (_random.Next(_isPlain ? 14 : 20))
        {
            case < 4: MoveOn(deal, here, at); break;
            case 4: deal.RecordMove(here, Any(here.Pipeline.Stages), at); break;
            case 5: deal.RecordTransfer(Any(AllStages()), at); break;
            case 6: deal.RecordWin(at, new() { AmountUnits = AnyAmount(), RateUnits = rate }); break;
            case 7: deal.RecordWin(at, new() { RateUnits = rate }); break;
            case 8: deal.RecordLoss(at, (LossReason)_random.Next(8), new() { RateUnits = rate }); break;
            case 9: deal.RecordDisqualification(at, new() { RateUnits = rate }); break;
            case 10: deal.RecordReopening(Any(here.Pipeline.Stages), at); break;
            case < 14: deal.RecordEdit(AnyEdit(), at); break;
            case < 17: Undo(deal, now); break;
            case < 19: deal.RecordCorrection(AnyCorrection(deal, now), Recording.At(now, Given.Anna)); break;
            default:
                if (_random.Next(9) == 0) deal.RecordVoid(at);
                break;
        }
    }

    private static void MoveOn(Deal deal, Stage here, Recording at)
    {
        var next = here.Pipeline.Stages.FirstOrDefault(stage => stage.Position > here.Position);
        if (next is not null) deal.RecordMove(here, next, at);
    }

    private void Undo(Deal deal, DateTime now)
    {
        var restored = AllStages().SingleOrDefault(each => each.Id == deal.LatestTransition().FromStageId);
        var close = DealHistory.Of(deal)?.At(Frame(now, Start, End), Rates)?.ClosedAt ?? now;
        if (restored is not null)
            deal.RecordUndo(restored, Recording.At(now, Given.Anna), Rates.At(deal.Currency, deal.ClosedAt ?? close));
    }

    private DealEdit AnyEdit() => _random.Next(5) switch
    {
        0 or 1 => new() { AmountUnits = new Change<long?>(AnyAmount()) },
        2 => new() { OwnerId = new Change<Guid?>(AnyOwner()), Currency = Any(Currencies) },
        3 => new() { ExpectedCloseDate = DateOnly.FromDateTime(AnyInstant()), Need = (FactorRating)_random.Next(4) },
        _ => new() { ProbabilityOverride = _random.NextDouble(), Source = $"Source {_random.Next(3)}" },
    };

    private DealCorrection AnyCorrection(Deal deal, DateTime now)
    {
        var minutes = (int)(now - deal.StageEnteredAt).TotalMinutes;
        DateTime? closedAt = _random.Next(2) == 0 ? deal.StageEnteredAt.AddMinutes(_random.Next(minutes + 1)) : null;
        var corrected = new DealCorrection { RateUnits = Rates.At(deal.Currency, closedAt ?? deal.ClosedAt ?? now) };
        if (closedAt is not null) corrected = corrected with { ClosedAt = closedAt };
        return _random.Next(2) == 0 ? corrected : corrected with { AmountUnits = AnyAmount(), OwnerId = AnyOwner() };
    }

    private static void Refusable(Action verb)
    {
        var refusal = Record.Exception(verb);
        Assert.True(refusal is null or InvalidInputException or DealClosedException or DealNotClosedException
            or UndoExpiredException, refusal?.ToString());
    }

    private Pipeline NewPipeline(string name) => new(name, "EUR", Start,
        [.. Enumerable.Range(1, _random.Next(3, 7)).Select(i => new StageDefinition($"Stage {i}", i / 10.0)
        {
            TargetDays = _random.Next(2) == 0 ? null : _random.Next(1, 30),
        })]);

    private List<Stage> AllStages() => [.. Sales.Stages, .. Partners.Stages];

    private long? AnyAmount() => _random.Next(6) == 0 ? null : _random.Next(10_000_000);

    private Guid? AnyOwner() => _random.Next(5) == 0 ? null : Any(_owners);

    private T Any<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
