namespace PipelineGraph.Domain.Deals;

/// <summary>
/// Corrected values for a closed deal; null leaves a field as it is, a <see cref="Change{T}"/> of null clears it.
/// </summary>
public sealed record DealCorrection
{
    public Change<long?>? AmountUnits { get; init; }   // 1/10,000
    public Change<string>? Currency { get; init; }     // ISO 4217
    public Change<DateTime?>? ClosedAt { get; init; }  // never cleared
    public Change<LossReason?>? LossReason { get; init; }
    public Change<string?>? CloseNote { get; init; }
    public Change<Guid?>? OwnerId { get; init; }

    /// <summary>
    /// The exchange rate at the corrected instant and of the corrected currency; without a history of its own.
    /// </summary>
    public Change<long?>? RateUnits { get; init; }

    /// <summary>Why; kept with each change. History imported without one has none.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong with it for a deal when it is recorded at an instant, all at once.</summary>
    public IReadOnlyList<InputFault> Faults(Deal deal, DateTime recordedAt)
        => InputCheck.FaultsOf(check => Clean(check, deal, recordedAt));

    /// <summary>What is wrong with it for any deal, as a caller enters it, who has to say why.</summary>
    public IReadOnlyList<InputFault> ValueFaults() => InputCheck.FaultsOf(check =>
    {
        var clean = Clean(check);
        check.That(clean.Reason is not null, "reason", "It must not be blank.");
        return clean;
    });

    internal DealCorrection Checked(Deal deal, DateTime recordedAt)
        => InputCheck.Passed(check => Clean(check, deal, recordedAt));

    internal DealCorrection Clean(InputCheck check, Deal deal, DateTime recordedAt)
    {
        var clean = Clean(check) with
        {
            ClosedAt = ClosedAt is { Value: { } set }
                ? Instants.Truncate(Recording.NotAhead(set, recordedAt))
                : ClosedAt,
        };
        if (clean.ClosedAt is { } closed)
            check.That(closed.Value >= deal.StageEnteredAt && closed.Value <= recordedAt, "closedAt",
                "It must not lie before the deal entered its stage, nor in the future.");
        check.That(LossReason?.Value is null || deal.Status == DealStatus.Lost, "lossReason", "The deal is not lost.");
        return clean;
    }

    private DealCorrection Clean(InputCheck check)
    {
        DealEdit.CheckMoney(check, AmountUnits, Currency);
        return this with
        {
            CloseNote = check.Optional("closeNote", CloseNote, TextLimits.Note),
            Reason = check.Optional("reason", Reason, TextLimits.Reason),
        };
    }
}
