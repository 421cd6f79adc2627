using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Deals;

/// <summary>What is said when a deal closes.</summary>
public sealed record DealClosing
{
    public static DealClosing Plain { get; } = new();

    /// <summary>The amount it was won with, 1/10,000; null leaves the deal's amount as it is.</summary>
    public long? AmountUnits { get; init; }

    /// <summary>
    /// Rate from the deal's to the pipeline's currency at the close, frozen with it; null without a rate.
    /// </summary>
    public long? RateUnits { get; init; }

    public string? Note { get; init; }
    public string? Reason { get; init; }   // why it closes against the process
    public bool IsOverride { get; init; }

    /// <summary>What is wrong with it, all at once.</summary>
    /// <param name="needsNote">A disqualification, and a loss for the reason OTHER.</param>
    public IReadOnlyList<InputFault> Faults(bool needsNote = false)
        => InputCheck.FaultsOf(check => Clean(check, needsNote));

    internal DealClosing Checked() => InputCheck.Passed(check => Clean(check));

    internal DealClosing Clean(InputCheck check, bool needsNote = false)
    {
        var clean = this with
        {
            Note = check.Optional("note", Note, TextLimits.Note),
            Reason = check.Optional("reason", Reason, TextLimits.Reason),
        };
        check.That(!needsNote || clean.Note is not null, "note", "It must not be blank.");
        check.That(Amounts.IsValid(AmountUnits), "amount", "It must be 0 to 99999999999.9999.");
        return clean;
    }
}
