using PipelineGraph.Domain;
using PipelineGraph.Domain.Money;
using PipelineGraph.Engine.Mutations;

namespace PipelineGraph.Server.Money;

/// <summary>Decimals of inputs in the domain's units.</summary>
internal static class MoneyInput
{
    /// <summary>Refused by the domain's own check, in its words.</summary>
    private const long Refused = -1;

    /// <summary>An amount that is given, or taken away where null.</summary>
    public static Change<long?> Units(decimal? amount) => new(Known(amount));

    /// <summary>An amount that stays as it is where it is left out.</summary>
    public static Change<long?>? Units(Optional<decimal?> amount)
        => amount.IsSet ? (Change<long?>?)Units(amount.Value) : null;

    /// <summary>An amount that may be left out.</summary>
    public static long? Known(decimal? amount) => amount is { } given ? Amounts.ToUnits(given) ?? Refused : null;

    /// <summary>A rate.</summary>
    public static long RateUnits(decimal rate) => ExchangeRate.ToUnits(rate) ?? Refused;
}
