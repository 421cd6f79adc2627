using System.ComponentModel;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal sealed record MoveDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("Where to; a stage of another pipeline makes it a transfer, which needs a reason.")]
    NodeId<Stage> ToStageId,
    [property: Description("Why it goes against the process, where that asks; kept in the history.")] string? Reason,
    [property: Description("Overrides a STRICT process, by managers and admins; marked in the history.")]
    bool? Override,
    [property: Description("When it happened: not before the deal's latest transition, not in the future. Now when left "
        + "out.")]
    DateTime? EffectiveAt,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record DealMoved(
    [property: Description("The deal as it is after the change.")] NodeId<Deal>? Deal,
    [property: Description("The step in its history that this made.")] NodeId<StageTransition>? Transition)
{
    public static DealMoved Of(Deal deal, StageTransition transition)
        => new(NodeId.Of(deal.Id, deal), NodeId.Of(transition.Id, transition));
}

[Description("One deal of a bulk move.")]
internal sealed record MoveDealsItem(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record MoveDealsInput(
    [property: Description("The deals, 1 to 100.")] IReadOnlyList<MoveDealsItem> Deals,
    [property: Description("Where to, all of them.")] NodeId<Stage> ToStageId,
    [property: Description("Why they go against the process, where that asks; kept in the history.")] string? Reason,
    [property: Description("Overrides a STRICT process, by managers and admins; marked in the history.")]
    bool? Override,
    [property: Description("All or none: one refused deal keeps all where they are.")] bool Atomic = false);

[Description("What became of one deal of a bulk move.")]
internal sealed record MoveDealResult(
    [property: Description("The deal's id, as it was given.")] NodeId<Deal> DealId,
    [property: Description("The deal as it is after the move; null when it was not moved.")] NodeId<Deal>? Deal,
    [property: Description("The step in its history; null when it was not moved.")] NodeId<StageTransition>? Transition,
    [property: Description("Why it was not moved; null when it was, or when another deal of an atomic move was refused.")]
    [property: ErrorsOf("moveDeal")]
    IReadOnlyList<Exception>? Errors);

internal sealed record DealsMoved(
    [property: Description("One for each deal, in the order of the input.")] IReadOnlyList<MoveDealResult>? Results);

internal sealed record UndoMoveInput(
    [property: Description("The deal.")] NodeId<Deal> DealId,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);
