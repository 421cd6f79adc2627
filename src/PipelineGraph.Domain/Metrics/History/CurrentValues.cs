using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Domain.Metrics.History;

/// <summary>What a deal holds now, as its history would write it.</summary>
internal static class CurrentValues
{
    public static string? Of(Deal deal, TrackedField field) => field switch
    {
        TrackedField.Owner => WireText.OfId(deal.OwnerId),
        TrackedField.Account => WireText.OfId(deal.AccountId),
        TrackedField.Amount => WireText.OfAmount(deal.AmountUnits),
        TrackedField.Currency => deal.Currency,
        TrackedField.ProbabilityOverride => WireText.OfNumber(deal.ProbabilityOverride),
        TrackedField.ExpectedCloseDate => WireText.OfDay(deal.ExpectedCloseDate),
        TrackedField.Source => deal.Source,
        TrackedField.Budget => WireText.OfRating(deal.Budget),
        TrackedField.Authority => WireText.OfRating(deal.Authority),
        TrackedField.Need => WireText.OfRating(deal.Need),
        TrackedField.Timeline => WireText.OfRating(deal.Timeline),
        TrackedField.Interest => WireText.OfRating(deal.Interest),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Figures do not read it."),
    };
}
