namespace PipelineGraph.Domain.Metrics;

/// <summary>
/// The deals of one group whose pipelines have the same currency (metrics, section 11a); amounts not rounded.
/// </summary>
/// <param name="Keys">Values of the keys asked for, in their order; null where the deals have none.</param>
/// <param name="Currency">Of the pipelines, and so of the amounts, ISO 4217.</param>
/// <param name="Count">All its deals, whether their amounts are known or not.</param>
/// <param name="Sum">0 without a usable amount.</param>
/// <param name="Average">Mean of the usable amounts; null without any.</param>
/// <param name="Min">Smallest usable amount; null without any.</param>
/// <param name="Max">Largest usable amount; null without any.</param>
/// <param name="Excluded">Deals without an amount, or without a rate to the currency.</param>
public sealed record DealAggregate(
    IReadOnlyList<string?> Keys, string Currency, int Count, decimal Sum, decimal? Average, decimal? Min, decimal? Max,
    int Excluded);

/// <summary>The first groups, most deals first.</summary>
/// <param name="GroupsOmitted">How many come after them.</param>
public sealed record DealAggregates(IReadOnlyList<DealAggregate> Rows, int GroupsOmitted);
