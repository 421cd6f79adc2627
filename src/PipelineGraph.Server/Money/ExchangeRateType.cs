using PipelineGraph.Domain.Money;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Money;

internal sealed class ExchangeRateType : EntityType<ExchangeRate>
{
    public ExchangeRateType()
    {
        Description("What one unit of a currency is worth in another from an instant on, until a later rate holds.");
        KeyedBy(rate => rate.Id);
        Id("id", rate => rate.Id).Description("Opaque; unique.");
        Field(rate => rate.FromCurrency).Description("The currency that is worth something, ISO 4217.");
        Field(rate => rate.ToCurrency).Description("The currency in which that is told, ISO 4217.");
        Field("rate", rate => ExchangeRate.ToDecimal(rate.RateUnits)).NotFilterable().NotSortable()
            .Description("What one unit of `fromCurrency` is worth in `toCurrency`.");
        Field(rate => rate.ValidFrom).Description("From when on it holds.");
    }
}

internal sealed class ExchangeRateQueries : ReaderQueries
{
    public ExchangeRateQueries()
        => Connection("exchangeRates", () => Rows.Of<ExchangeRate>())
            .Description("The exchange rates that amounts are converted by, past and present.");
}
