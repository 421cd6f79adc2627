using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Metrics.Aggregates;

/// <summary>Aggregates with what people call their groups.</summary>
internal sealed record DealAggregatesView(IReadOnlyList<DealAggregateRow> Rows, int GroupsOmitted);

internal sealed record DealAggregateRow(IReadOnlyList<DealAggregateKey> Keys, DealAggregate Figures);

/// <param name="Value">Null for deals that have none.</param>
/// <param name="Label">A name, else the value.</param>
internal sealed record DealAggregateKey(DealGroupKey By, string? Value, string? Label);

internal sealed class DealAggregatesType : ValueObjectType<DealAggregatesView>
{
    public DealAggregatesType()
    {
        Description("Deals as they are now, counted and summed group by group.");
        List(aggregates => aggregates.Rows, "The first groups: most deals first, equals by their keys in the order asked "
            + "for, those without one last.");
        Field(aggregates => aggregates.GroupsOmitted, "Groups beyond `first`.");
    }
}

internal sealed class DealAggregateType : ValueObjectType<DealAggregateRow>
{
    public DealAggregateType()
    {
        Description("The deals that have the same values of all keys, in pipelines of the same currency.");
        List(row => row.Keys, "What they have in common, one for each key asked for, in that order.");
        Field("count", row => row.Figures.Count, "Deals in the group.");
        Nested("amount", row => row.Figures, "What they are worth.");
    }
}

internal sealed class DealAggregateKeyType : ValueObjectType<DealAggregateKey>
{
    public DealAggregateKeyType()
    {
        Description("A value that the deals of a group have in common.");
        Field(key => key.By, "Of which key.");
        Field(key => key.Value, "Global id, enum name, text or YYYY-MM; null for deals without one.");
        Field(key => key.Label, "What people call it: a name, else the value.");
    }
}

internal sealed class AmountAggregateType : ValueObjectType<DealAggregate>
{
    public AmountAggregateType()
    {
        Description("Amounts of a group of deals in the currency of their pipelines: closed deals at the exchange rate of "
            + "their close, open ones at the latest.");
        Field(amount => amount.Currency, "Of all these amounts, ISO 4217.");
        Field("sum", amount => MetricsMoney.Round(amount.Sum), "Sum; 0 without any amount.");
        Field("average", amount => MetricsMoney.Round(amount.Average), "Mean; null without any amount.");
        Field("min", amount => MetricsMoney.Round(amount.Min), "Smallest; null without any amount.");
        Field("max", amount => MetricsMoney.Round(amount.Max), "Largest; null without any amount.");
        Field(amount => amount.Excluded, "Deals that are counted but not summed: without an amount or an exchange rate.");
    }
}
