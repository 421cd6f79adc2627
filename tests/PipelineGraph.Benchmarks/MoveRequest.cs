using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Benchmarks;

/// <summary>The measured mutation as the rivals read it, and its answer as they write it.</summary>
internal sealed record MoveRequest(Guid DealId, Guid ToStageId, string Reason, int ExpectedVersion)
{
    internal const string Text = """
        mutation Move($input: MoveDealInput!) {
          moveDeal(input: $input) { deal { id version } transition { id } errors { __typename } }
        }
        """;

    internal static async Task<MoveRequest> ReadAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var input = json.RootElement.GetProperty("variables").GetProperty("input");
        return new MoveRequest(Key(input, "dealId"), Key(input, "toStageId"), input.GetProperty("reason").GetString()!,
            input.GetProperty("expectedVersion").GetInt32());
    }

    internal static async Task AnswerAsync(HttpContext context, Guid dealId, int version, Guid transitionId)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, RivalJson.Options);
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("moveDeal");
        json.WriteStartObject("deal");
        RivalJson.WriteId(json, dealId);
        json.WriteNumber("version", version);
        json.WriteEndObject();
        json.WriteStartObject("transition");
        RivalJson.WriteId(json, "StageTransition"u8, transitionId);
        json.WriteEndObject();
        json.WriteNull("errors");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }

    private static Guid Key(JsonElement input, string field)
        => NodeIdCodec.TryDecode(input.GetProperty(field).GetString(), out var id)
            ? id.Value
            : throw new InvalidOperationException($"{field} is no id.");
}
