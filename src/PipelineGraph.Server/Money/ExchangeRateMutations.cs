using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Money;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Money;

internal sealed record SetExchangeRateInput(
    [property: Description("ISO 4217.")] string FromCurrency,
    [property: Description("ISO 4217, another one.")] string ToCurrency,
    [property: Description("What one unit of fromCurrency is worth: above 0, at most 100,000,000, at most ten decimals.")]
    decimal Rate,
    [property: Description("From when on it holds, until a later rate does.")] DateTime ValidFrom);

internal sealed record ExchangeRateSet(
    [property: Description("The rate as it is now.")] NodeId<ExchangeRate>? ExchangeRate);

/// <summary>Exchange rates are set.</summary>
internal sealed class ExchangeRateMutations : MutationType
{
    public ExchangeRateMutations(PipelineWriter writer)
        => Mutation<SetExchangeRateInput, ExchangeRateSet>("setExchangeRate",
                (input, call) => writer.WriteAsync(call, session => SetAsync(session, input)))
            .Description("Sets what a currency is worth in another from an instant on; the same instant again corrects "
                + "the rate. Deals that closed keep the rate of their close.")
            .Values(input => ExchangeRate.Faults(
                input.FromCurrency, input.ToCurrency, MoneyInput.RateUnits(input.Rate)))
            .Refusals<InvalidInputException>()
            .AllowedTo(Allowed.Administrators);

    private static async Task<ExchangeRateSet> SetAsync(WriteSession session, SetExchangeRateInput input)
    {
        var rate = new ExchangeRate(
            input.FromCurrency, input.ToCurrency, MoneyInput.RateUnits(input.Rate), input.ValidFrom);
        var known = await session.Context.ExchangeRates.FirstOrDefaultAsync(each => each.FromCurrency == rate.FromCurrency
            && each.ToCurrency == rate.ToCurrency && each.ValidFrom == rate.ValidFrom, session.Cancelled);
        if (known is null) session.Context.Add(rate);
        else known.Correct(rate.RateUnits);
        return new ExchangeRateSet(new NodeId<ExchangeRate>((known ?? rate).Id));
    }
}
