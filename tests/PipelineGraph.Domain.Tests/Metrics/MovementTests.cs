using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Metrics.History;
using Xunit.Abstractions;
using static PipelineGraph.Domain.Tests.Metrics.Figures;

namespace PipelineGraph.Domain.Tests.Metrics;

public sealed class MovementTests(ITestOutputHelper output)
{
    [Fact]
    public void A_deal_created_and_won_in_between_is_both_and_a_change_of_amount_is_booked_when_it_happens()
    {
        var movement = Of(Step(1, TransitionKind.Created, 100), Step(2, kind: null, 150), Step(3, kind: null, 120),
            Step(4, TransitionKind.Won, 120));

        Assert.Equal(new MovementLine(1, 100), movement.Created);
        Assert.Equal((new MovementLine(0, 50), new MovementLine(0, 30)), (movement.ValueUp, movement.ValueDown));
        Assert.Equal(new MovementLine(1, 120), movement.Won);
        Assert.Equal((default, default), (movement.Opening, movement.Closing));
    }

    [Fact]
    public void A_win_that_sets_the_amount_leaves_with_it()
    {
        var movement = Of(Step(-1, TransitionKind.Created, 100), Step(4, TransitionKind.Won, 120));

        Assert.Equal(new MovementLine(1, 100), movement.Opening);
        Assert.Equal((new MovementLine(0, 20), new MovementLine(1, 120)), (movement.ValueUp, movement.Won));
    }

    [Fact]
    public void What_happened_at_the_beginning_is_in_the_opening_and_at_the_end_in_the_movement()
    {
        var movement = Of(Step(0, TransitionKind.Created, 100), Step(10, TransitionKind.Lost, 100),
            Step(11, TransitionKind.Reopened, 100));

        Assert.Equal((new MovementLine(1, 100), default), (movement.Opening, movement.Created));
        Assert.Equal((new MovementLine(1, 100), default, default), (movement.Lost, movement.Reopened, movement.Closing));
    }

    [Fact]
    public void Won_and_reopened_deals_appear_in_both()
    {
        var movement = Of(Step(-2, TransitionKind.Created, 5), Step(1, TransitionKind.Won, 5),
            Step(2, TransitionKind.Reopened, 5));

        Assert.Equal((1, 1, 1), (movement.Won.Deals, movement.Reopened.Deals, movement.Closing.Deals));
    }

    [Fact]
    public void Transfers_between_pipelines_are_booked_and_those_out_of_a_removed_stage_are_not()
    {
        var within = Of(Step(-2, TransitionKind.Created, 5), Step(1, TransitionKind.Transferred, 5));
        var away = Of(Step(-2, TransitionKind.Created, 5), Step(1, TransitionKind.Transferred, 5, isHere: false));
        var back = Of(Step(-2, TransitionKind.Created, 5, isHere: false), Step(1, TransitionKind.Transferred, 5));

        Assert.Equal((0, 0), (within.TransferredIn.Deals, within.TransferredOut.Deals));
        Assert.Equal((1, 0), (away.TransferredOut.Deals, away.Closing.Deals));
        Assert.Equal((1, 0), (back.TransferredIn.Deals, back.Opening.Deals));
    }

    [Fact]
    public void Movement_balances_in_deals_and_amount_over_random_histories()
        => RandomHistories.Check(output, 1_000, random =>
        {
            var company = new RandomCompany(random, deals: 6);
            var (one, other) = (company.AnyInstant(), company.AnyInstant());
            var (from, to) = one < other ? (one, other) : (other, one);
            var frame = company.Frame(to, from, to);
            var tally = new MovementTally(from, to);
            foreach (var history in company.Deals.Select(DealHistory.Of).OfType<DealHistory>())
                tally.Add([.. history.StepsUntil(to, frame, company.Rates)]);

            var movement = tally.Result;

            var minus = movement.Won + movement.Lost + movement.Disqualified + movement.TransferredOut + movement.ValueDown;
            Assert.Equal(movement.Closing + minus, movement.Opening + movement.Created + movement.Reopened
                + movement.TransferredIn + movement.ValueUp);
            Assert.Equal((0, 0), (movement.ValueUp.Deals, movement.ValueDown.Deals));
            Assert.Equal(OpenAt(company, from), movement.Opening);
            Assert.Equal(OpenAt(company, to), movement.Closing);
        });

    private static MovementLine OpenAt(RandomCompany company, DateTime at)
    {
        var frame = company.Frame(at, at, at);
        var open = new OpenPipelineTally(frame).Fed(company.At(frame)).Result;
        return new MovementLine(open.Deals, open.Amount);
    }

    private static MovementStep Step(double day, TransitionKind? kind, decimal? amount, bool isHere = true)
        => new(Day(day), kind, isHere, amount);

    private static PipelineMovement Of(params MovementStep[] steps)
    {
        var tally = new MovementTally(Day(0), Day(10));
        tally.Add(steps);
        return tally.Result;
    }
}
