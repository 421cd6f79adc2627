using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using Xunit.Abstractions;

namespace PipelineGraph.Domain.Tests.Deals;

/// <summary>What holds after any sequence of calls, refused ones among them.</summary>
public class DealHistoryTests(ITestOutputHelper output)
{
    private static readonly Stage[] Stages = [.. Given.Sales.Stages, .. Given.Partners.Stages];

    [Fact]
    public void Any_life_of_a_deal_keeps_its_history_in_order()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var life = 0; life < 100; life++)
        {
            var deal = Given.Deal();
            var day = 0.0;
            for (var step = 0; step < 30; step++)
            {
                day += random.Next(-1, 4) / 2.0;
                Step(deal, random, Math.Max(0, day));
                DealHistory.Check(deal, Stages);
            }
        }
    }

    private static void Step(Deal deal, Random random, double day)
    {
        var (before, version) = (Given.Snapshot(deal), deal.Version);
        try
        {
            var changed = Call(deal, random, Given.Day(day));
            Assert.Equal(changed ? version + 1 : version, deal.Version);
        }
        catch (Exception refusal) when (refusal is InvalidInputException or DealClosedException
            or DealNotClosedException or UndoExpiredException)
        {
            Assert.Equal(before, Given.Snapshot(deal));
        }
    }

    private static bool Call(Deal deal, Random random, Recording at)
    {
        var here = Stages.Single(stage => stage.Id == deal.StageId);
        var there = Stages[random.Next(Stages.Length)];
        switch (random.Next(8))
        {
            case 0 or 1: deal.RecordMove(here, there, at); return true;
            case 2: deal.RecordTransfer(there, at); return true;
            case 3: deal.RecordWin(at, new DealClosing { AmountUnits = random.Next(-1, 5) }); return true;
            case 4: deal.RecordLoss(at, LossReason.Price); return true;
            case 5: deal.RecordReopening(there, at); return true;
            case 6: return deal.RecordEdit(new DealEdit { AmountUnits = (long?)random.Next(-1, 5) }, at);
            default:
                var latest = deal.Transitions[^1];
                deal.RecordUndo(Stages.SingleOrDefault(stage => stage.Id == latest.FromStageId) ?? here, at);
                return true;
        }
    }
}
