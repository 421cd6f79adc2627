using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics;

/// <summary>Books what happened to the open deals of a pipeline in (from, to], see
/// <see cref="PipelineMovement"/>.</summary>
/// <param name="from">UTC; what happened at it belongs to the opening.</param>
/// <param name="to">UTC, included.</param>
public sealed class MovementTally(DateTime from, DateTime to)
{
    private MovementLine _opening, _created, _reopened, _transferredIn, _valueUp;
    private MovementLine _won, _lost, _disqualified, _transferredOut, _valueDown, _closing;

    public PipelineMovement Result => new(_opening, _created, _reopened, _transferredIn, _valueUp, _won, _lost,
        _disqualified, _transferredOut, _valueDown, _closing);

    /// <summary>Books one deal.</summary>
    /// <param name="steps">All that happened to it since its creation, in order; what comes after the end does not
    /// count. At one instant a change of value comes before a close.</param>
    public void Add(ReadOnlySpan<MovementStep> steps)
    {
        var (isOpen, amount, isOpened) = (false, 0m, false);
        foreach (ref readonly var step in steps)
        {
            if (step.At > to) break;

            if (step.At > from && !isOpened)
            {
                isOpened = true;
                if (isOpen) _opening += new MovementLine(1, amount);
            }
            var stays = step.Kind is null ? isOpen : step.IsHere && !IsClose(step.Kind.Value);
            if (isOpened) Book(step, isOpen, stays, amount);
            (isOpen, amount) = (stays, step.Amount ?? 0);
        }
        if (!isOpen) return;

        if (!isOpened) _opening += new MovementLine(1, amount);
        _closing += new MovementLine(1, amount);
    }

    private void Book(in MovementStep step, bool wasOpen, bool isOpen, decimal before)
    {
        var amount = step.Amount ?? 0;
        if (wasOpen && amount > before) _valueUp += new MovementLine(0, amount - before);
        if (wasOpen && amount < before) _valueDown += new MovementLine(0, before - amount);
        if (wasOpen == isOpen) return;

        var line = new MovementLine(1, amount);
        switch (step.Kind)
        {
            case TransitionKind.Created: _created += line; break;
            case TransitionKind.Reopened: _reopened += line; break;
            case TransitionKind.Won: _won += line; break;
            case TransitionKind.Lost: _lost += line; break;
            case TransitionKind.Disqualified: _disqualified += line; break;
            default:
                if (isOpen) _transferredIn += line;
                else _transferredOut += line;
                break;
        }
    }

    private static bool IsClose(TransitionKind kind)
        => kind is TransitionKind.Won or TransitionKind.Lost or TransitionKind.Disqualified;
}
