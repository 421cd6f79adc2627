using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Demo;

internal sealed partial class DealStory
{
    /// <summary>What ends a visit.</summary>
    private void Leave()
    {
        var stage = _process.Stages[_stage];
        var risk = 1.5 - _quality;
        if (_dice.Chance(stage.Disqualification * risk)) Disqualify();
        else if (_dice.Chance(stage.Loss * risk)) Lose();
        else if (_stage > 0 && Pipeline.Enforcement != ProcessEnforcement.Strict && _dice.Chance(0.04)) GoBack();
        else if (Pipeline.Enforcement == ProcessEnforcement.Guided && _dice.Chance(0.012)) Transfer();
        else if (IsLastStage) Win();
        else Advance();
    }

    private void Advance()
    {
        var isStrict = Pipeline.Enforcement == ProcessEnforcement.Strict;
        var skips = !isStrict && _stage + 2 < Pipeline.Stages.Count && _dice.Chance(0.05);
        if (!skips && _dice.Chance(isStrict ? 0.97 : 0.9)) MeetCriteria();

        var against = Pipeline.Enforcement != ProcessEnforcement.Free && (skips || !IsReady());
        var (from, to) = (Stage, Pipeline.Stages[_stage + (skips ? 2 : 1)]);
        Deal.RecordMove(from, to, Now(against && isStrict ? Rep.Manager : null),
            against ? _dice.Pick(DemoTexts.Reasons) : null, isOverride: against && isStrict);
        _stage += skips ? 2 : 1;
        if (_dice.Chance(0.006)) TakeBack(from);
    }

    private void TakeBack(Stage from)
    {
        if (!Pass(_dice.Between(1, 10) / (24 * 60))) return;

        Deal.RecordUndo(from, Now());
        _stage = from.Position - 1;
    }

    private void GoBack()
    {
        var to = _dice.Whole(0, _stage - 1);
        var reason = Pipeline.Enforcement == ProcessEnforcement.Free ? null : _dice.Pick(DemoTexts.BackwardReasons);
        Deal.RecordMove(Stage, Pipeline.Stages[to], Now(), reason);
        _stage = to;
    }

    /// <summary>A reseller wants to be part of it; a strict process is entered at its first stage.</summary>
    private void Transfer()
    {
        var strict = _world.Processes.First(process => process.Pipeline.Enforcement == ProcessEnforcement.Strict);
        Deal.RecordTransfer(strict.Pipeline.Stages[0], Now(), "A reseller brings in this customer.");
        (_process, _stage) = (strict, 0);
    }

    private void Win()
    {
        MeetCriteria();
        var amount = Deal.AmountUnits is not { } offered ? Amount(Deal.Currency)
            : _dice.Chance(0.35) ? offered / 1000 * _dice.Whole(800, 1000)
            : (long?)null;
        Deal.RecordWin(Now(), new DealClosing { AmountUnits = amount, RateUnits = Rate() });
    }

    private void Lose()
    {
        var isEarly = _stage <= Pipeline.Stages.Count / 2;
        var reason = isEarly
            ? _dice.Pick(
                (LossReason.Unresponsive, 3), (LossReason.NoBudget, 3),
                (LossReason.Timing, 2), (LossReason.ProductFit, 2))
            : _dice.Pick(
                (LossReason.Price, 4), (LossReason.Competitor, 3), (LossReason.NoDecision, 3), (LossReason.Other, 0.5));
        var note = reason == LossReason.Other ? "The customer was bought by another company."
            : _dice.Chance(0.3) ? _dice.Pick(DemoTexts.Notes) : null;
        Deal.RecordLoss(Now(), reason, new DealClosing { Note = note, RateUnits = Rate() });
        if (_dice.Chance(0.04) && Pass(_dice.Between(15, 80)))
            Deal.RecordReopening(Stage, Now(), "They came back to us.");
    }

    private void Disqualify()
        => Deal.RecordDisqualification(Now(), new DealClosing
        {
            Note =
                _dice.Pick<string>(
                    ["Too small for us.", "No need in sight.", "A student project.", "Not in a country we serve."]),
            RateUnits = Rate(),
        });

    private long? Rate() => _world.Rates.At(Deal.Currency, Pipeline.Currency, _at);

    /// <summary>What is still to be said once the story is told.</summary>
    private void LookBack()
    {
        if (Deal.Status == DealStatus.Open) PlanNextStep();
        else if (Deal.Status == DealStatus.Won && _dice.Chance(0.015) && Pass(_dice.Between(2, 10)))
            Deal.RecordCorrection(new DealCorrection { AmountUnits = Amount(Deal.Currency) }, Now(Rep.Manager));
        if (_dice.Chance(0.003)) Deal.RecordVoid(Now(Rep.Manager), "Entered twice.");
    }
}
