using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Money;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Metrics;

/// <summary>What `dealAggregates` must answer, by the shortest way there is: all deals in memory, grouped by LINQ.</summary>
internal sealed class PlainAggregates(List<Deal> deals, List<ExchangeRate> rates, DateTime now)
{
    private static readonly string[] Figures = ["sum", "average", "min", "max"];

    public static async Task<PlainAggregates> ReadAsync(PipelineDatabase database, DateTime now)
    {
        await using var context = database.Lease();
        var deals = await context.Deals.AsNoTracking().Include(deal => deal.Pipeline).Include(deal => deal.Stage)
            .Include(deal => deal.Owner).Include(deal => deal.Account).ToListAsync();
        return new PlainAggregates(deals, await context.ExchangeRates.AsNoTracking().ToListAsync(), now);
    }

    /// <summary>The rows as text, in their order.</summary>
    public IReadOnlyList<string> Rows(Func<Deal, bool> where, DealGroupKey[] keys, TimeZoneInfo zone)
        => [.. deals.Where(deal => deal.VoidedAt is null).Where(where)
            .GroupBy(deal => string.Join('\n', keys.Select(by => Text(Value(deal, by, zone))).Append(deal.Pipeline.Currency)))
            .OrderByDescending(group => group.Count()).ThenBy(group => Sorted(group.First(), keys, zone), StringComparer.Ordinal)
            .Select(group => Row([.. group], keys, zone))];

    /// <summary>An answer's rows as the same text.</summary>
    public static IReadOnlyList<string> Rows(JsonElement answer)
        => [.. answer.GetProperty("rows").EnumerateArray().Select(row =>
        {
            var amount = row.GetProperty("amount");
            var keys = row.GetProperty("keys").EnumerateArray().Select(key => $"{key.GetProperty("by").GetString()}="
                + $"{Text(key.GetProperty("value").GetString())} ({Text(key.GetProperty("label").GetString())})");
            return $"{string.Join(", ", keys)}: {row.GetProperty("count")} {amount.GetProperty("currency").GetString()} "
                + string.Join(' ', Figures.Select(name => Text(amount.GetProperty(name))))
                + $" {amount.GetProperty("excluded")}";
        })];

    private string Row(List<Deal> group, DealGroupKey[] keys, TimeZoneInfo zone)
    {
        var amounts = group.Select(AmountOf).OfType<decimal>().ToList();
        var figures = amounts.Count == 0
            ? "0 - - -"
            : string.Join(' ', new[] { amounts.Sum(), amounts.Average(), amounts.Min(), amounts.Max() }.Select(Text));
        return string.Join(", ", keys.Select(by
            => $"{Wire(by)}={Text(Value(group[0], by, zone))} ({Text(Label(group[0], by, zone))})"))
            + $": {group.Count} {group[0].Pipeline.Currency} {figures} {group.Count - amounts.Count}";
    }

    private decimal? AmountOf(Deal deal)
    {
        var to = deal.Pipeline.Currency;
        var rate = deal.Currency == to ? 10_000_000_000
            : deal.Status != DealStatus.Open ? deal.ClosingRateUnits
            : rates.Where(each => each.FromCurrency == deal.Currency && each.ToCurrency == to && each.ValidFrom <= now)
                .MaxBy(each => each.ValidFrom)?.RateUnits;
        return deal.AmountUnits * (decimal?)rate / 100_000_000_000_000;
    }

    private static string? Value(Deal deal, DealGroupKey by, TimeZoneInfo zone) => by switch
    {
        DealGroupKey.Pipeline => NodeIdCodec.Encode("Pipeline", deal.PipelineId),
        DealGroupKey.Stage => NodeIdCodec.Encode("Stage", deal.StageId),
        DealGroupKey.Owner => deal.OwnerId is { } owner ? NodeIdCodec.Encode("SalesRep", owner) : null,
        DealGroupKey.Account => deal.AccountId is { } account ? NodeIdCodec.Encode("Account", account) : null,
        DealGroupKey.Status => Wire(deal.Status),
        DealGroupKey.LossReason => deal.LossReason is { } reason ? Wire(reason) : null,
        DealGroupKey.Team => deal.Owner?.Team,
        DealGroupKey.Industry => deal.Account?.Industry,
        DealGroupKey.Source => deal.Source,
        DealGroupKey.Currency => deal.Currency,
        DealGroupKey.CreatedMonth => Month(deal.CreatedAt, zone),
        DealGroupKey.ClosedMonth => deal.ClosedAt is { } closed ? Month(closed, zone) : null,
        _ => deal.ExpectedCloseDate?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    };

    private static string? Label(Deal deal, DealGroupKey by, TimeZoneInfo zone) => by switch
    {
        DealGroupKey.Pipeline => deal.Pipeline.Name,
        DealGroupKey.Stage => deal.Stage.Name,
        DealGroupKey.Owner => deal.Owner?.Name,
        DealGroupKey.Account => deal.Account?.Name,
        _ => Value(deal, by, zone),
    };

    private static string Month(DateTime at, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTimeFromUtc(at, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Hexadecimal UTF-8 sorts by code point; what has no key comes after all of it.</summary>
    private static string Sorted(Deal deal, DealGroupKey[] keys, TimeZoneInfo zone)
        => string.Join(' ', keys.Select(by => Value(deal, by, zone)).Append(deal.Pipeline.Currency)
            .Select(value => value is null ? "null" : Convert.ToHexString(Encoding.UTF8.GetBytes(value))));

    private static string Wire<T>(T value) where T : struct, Enum
        => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private static string Text(string? value) => value ?? "-";

    private static string Text(JsonElement number)
        => number.ValueKind == JsonValueKind.Null ? "-" : Text(number.GetDecimal());

    private static string Text(decimal amount)
        => decimal.Round(amount, 4, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture);
}
