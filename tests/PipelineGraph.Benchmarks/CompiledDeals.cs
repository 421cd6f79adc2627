using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Benchmarks;

/// <summary>EF Core's compiled query with the same answer: it shows that the hand-written endpoint is an honest limit.</summary>
internal static class CompiledDeals
{
    private sealed record Row(Guid Id, string Title, long? AmountUnits, string Currency, DealStatus Status, string? Source,
        DateTime CreatedAt, DateOnly? ExpectedCloseDate, int? Score, int Version, string Stage, string? Owner, string? Account);

    private static readonly Func<SqlitePipelineDbContext, long, int, IAsyncEnumerable<Row>> Query =
        EF.CompileAsyncQuery((SqlitePipelineDbContext context, long least, int limit) => context.Deals
            .Where(d => d.VoidedAt == null && d.Status == DealStatus.Open && d.AmountUnits >= least)
            .OrderByDescending(d => d.AmountUnits).ThenByDescending(d => d.Id)
            .Take(limit)
            .Select(d => new Row(d.Id, d.Title, d.AmountUnits, d.Currency, d.Status, d.Source, d.CreatedAt,
                d.ExpectedCloseDate, d.Score, d.Version, d.Stage.Name, d.Owner!.Name, d.Account!.Name)));

    internal static async Task WriteAsync(HttpContext context, PipelineDatabase database)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var least = request.RootElement.GetProperty("variables").GetProperty("least").GetDecimal();
        await using var deals = (SqlitePipelineDbContext)database.Lease();
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, RivalJson.Options);
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("deals");
        json.WriteStartArray("nodes");
        await foreach (var row in Query(deals, (long)(least * 10_000), ListQuery.Size)) WriteDeal(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }

    private static void WriteDeal(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        RivalJson.WriteId(json, row.Id);
        json.WriteString("title", row.Title);
        RivalJson.WriteMoney(json, row.AmountUnits!.Value);
        json.WriteString("currency", row.Currency);
        json.WriteString("status", row.Status.ToString().ToUpperInvariant());
        RivalJson.WriteText(json, "source", row.Source);
        RivalJson.WriteInstant(json, row.CreatedAt);
        RivalJson.WriteText(json, "expectedCloseDate",
            row.ExpectedCloseDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (row.Score is { } score) json.WriteNumber("score", score);
        else json.WriteNull("score");
        json.WriteNumber("version", row.Version);
        RivalJson.WriteNamed(json, "stage", row.Stage);
        RivalJson.WriteNamed(json, "owner", row.Owner);
        RivalJson.WriteNamed(json, "account", row.Account);
        json.WriteEndObject();
    }
}
