using System.ComponentModel;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Money;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal sealed record WinDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("What it was sold for, in the deal's currency; the deal's amount when left out.")]
    decimal? Amount,
    [property: Description(ClosedAtText.OfClose)] DateTime? ClosedAt,
    [property: Description("What is to be remembered of the close, at most 10,000 characters.")] string? Note,
    [property: Description("Why it goes against the process, where that asks; kept in the history.")] string? Reason,
    [property: Description("Overrides a STRICT process, by managers and admins; marked in the history.")]
    bool? Override,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealClosing Closing() => new() { AmountUnits = MoneyInput.Known(Amount), Note = Note, Reason = Reason };
}

internal sealed record LoseDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("Why it was lost; OTHER needs a note.")] LossReason LossReason,
    [property: Description("What is to be remembered of the close, at most 10,000 characters.")] string? Note,
    [property: Description(ClosedAtText.OfClose)] DateTime? ClosedAt,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealClosing Closing() => new() { Note = Note };
}

internal sealed record DisqualifyDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("Why it does not fit, 1 to 10,000 characters.")] string Note,
    [property: Description(ClosedAtText.OfClose)] DateTime? ClosedAt,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealClosing Closing() => new() { Note = Note };
}

internal sealed record ReopenDealInput(
    [property: Description("The deal, closed.")] NodeId<Deal> DealId,
    [property: Description("Where it goes on, in its pipeline; where it closed when left out.")]
    NodeId<Stage>? ToStageId,
    [property: Description("Why, 1 to 2,000 characters; kept in the history.")] string Reason,
    [property: Description("Overrides a STRICT process, by managers and admins; marked in the history.")]
    bool? Override,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record CorrectClosedDealInput(
    [property: Description("The deal, closed.")] NodeId<Deal> DealId,
    [property: Description("Value in `currency`, 0 to 99,999,999,999.9999; null: not known.")] Optional<decimal?> Amount,
    [property: Description("ISO 4217; not null.")] Optional<string> Currency,
    [property: NeverCleared, Description("When it closed: not before it entered its stage, not in the future.")] DateTime? ClosedAt,
    [property: NeverCleared, Description("Of a lost deal.")] LossReason? LossReason,
    [property: Description("What is to be remembered of the close.")] Optional<string?> CloseNote,
    [property: Description("Whom it is credited to; null: nobody.")] Optional<NodeId<SalesRep>?> OwnerId,
    [property: Description("Why, 1 to 2,000 characters; kept in the history.")] string Reason,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealCorrection Correction() => new()
    {
        AmountUnits = MoneyInput.Units(Amount),
        Currency = Currency.ToRequiredChange(),
        ClosedAt = ClosedAt is null ? null : new(ClosedAt),
        LossReason = LossReason is null ? null : new(LossReason),
        CloseNote = CloseNote.ToChange(),
        OwnerId = OwnerId.ToChange(),
        Reason = Reason,
    };
}

internal sealed record VoidDealInput(
    [property: Description("The deal.")] NodeId<Deal> DealId,
    [property: Description("Why, 1 to 2,000 characters.")] string Reason,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record CreateFollowUpDealInput(
    [property: Description("The won deal that it grows from.")] NodeId<Deal> DealId,
    [property: Description("The pipeline in which it starts; that of the won deal when left out.")]
    NodeId<Pipeline>? PipelineId,
    [property: Description("Where it starts; the pipeline's first stage when left out.")] NodeId<Stage>? StageId,
    [property: Description("What it is about; the title of the won deal when left out.")] string? Title,
    [property: Description("Value in the won deal's currency, 0 to 99,999,999,999.9999; left out while unknown.")]
    decimal? Amount,
    [property: Description("The day on which it is expected to close.")] DateOnly? ExpectedCloseDate,
    [property: Description("Who owns it; the owner of the won deal when left out.")] NodeId<SalesRep>? OwnerId,
    [property: Description("The version of the won deal, as it was read.")] int? ExpectedVersion)
{
    public DealEdit Edit() => new()
    {
        Title = Title is null ? null : new(Title),
        AmountUnits = MoneyInput.Units(Amount),
        ExpectedCloseDate = ExpectedCloseDate,
        OwnerId = OwnerId?.Value,
    };
}

internal static class ClosedAtText
{
    public const string OfClose = "When it closed: not before the deal's latest transition, not in the future. Now when "
        + "left out.";
}
