using PipelineGraph.Domain.Money;

namespace PipelineGraph.Domain.Deals;

/// <summary>New values for a deal; null leaves a field as it is, a <see cref="Change{T}"/> of null clears it.</summary>
public sealed record DealEdit
{
    public Change<string?>? ExternalId { get; init; }   // the one field here without a history
    public Change<string>? Title { get; init; }
    public Change<string?>? Description { get; init; }
    public Change<Guid?>? AccountId { get; init; }
    public Change<Guid?>? PrimaryContactId { get; init; }
    public Change<Guid?>? OwnerId { get; init; }
    public Change<long?>? AmountUnits { get; init; }             // 1/10,000, 0 to Amounts.MaximumUnits
    public Change<string>? Currency { get; init; }               // ISO 4217
    public Change<double?>? ProbabilityOverride { get; init; }   // 0 to 1
    public Change<DateOnly?>? ExpectedCloseDate { get; init; }
    public Change<string?>? Source { get; init; }
    public Change<FactorRating>? Budget { get; init; }
    public Change<FactorRating>? Authority { get; init; }
    public Change<FactorRating>? Need { get; init; }
    public Change<FactorRating>? Timeline { get; init; }
    public Change<FactorRating>? Interest { get; init; }

    internal bool Rates => (Budget ?? Authority ?? Need ?? Timeline ?? Interest) is not null;

    /// <summary>The edit with nothing but its ratings.</summary>
    internal DealEdit Ratings => new()
    {
        Budget = Budget,
        Authority = Authority,
        Need = Need,
        Timeline = Timeline,
        Interest = Interest,
    };

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal DealEdit Checked() => InputCheck.Passed(Clean);

    internal DealEdit Clean(InputCheck check)
    {
        var clean = this with
        {
            ExternalId = check.Optional("externalId", ExternalId, TextLimits.ExternalId),
            Title = check.Required("title", Title, TextLimits.Title),
            Description = check.Optional("description", Description, TextLimits.Note),
            Source = check.Optional("source", Source, TextLimits.ShortText),
        };
        CheckMoney(check, AmountUnits, Currency);
        check.That(ProbabilityOverride?.Value is null or (>= 0 and <= 1), "probabilityOverride", "It must be 0 to 1.");
        return clean;
    }

    internal static void CheckMoney(InputCheck check, Change<long?>? amountUnits, Change<string>? currency)
    {
        check.That(Amounts.IsValid(amountUnits?.Value), "amount", "It must be 0 to 99999999999.9999.");
        check.That(currency is not { } set || CurrencyCode.IsKnown(set.Value), "currency", CurrencyCode.Fault);
    }
}
