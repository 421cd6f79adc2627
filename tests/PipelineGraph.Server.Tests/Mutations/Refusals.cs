using System.Text.Json;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Who calls.</summary>
internal sealed record By(Role Role, string? Subject = null, string? Team = null)
{
    public static readonly By Manager = new(Role.Manager, "maggie");
    public static readonly By Rita = new(Role.Rep, "rita");
    public static readonly By Sam = new(Role.Rep, "sam");
}

/// <summary>Calls that must be refused and must leave the database byte for byte as it was.</summary>
internal static class Refusals
{
    /// <summary>What the payload's errors say, see <see cref="Text"/>. All its data must be null.</summary>
    /// <param name="by">Somebody who may do everything and was never seen before, when left out: a row for the actor
    /// would show.</param>
    public static async Task<string[]> RefusedAsync(this Office office, string mutation, object input, By? by = null)
    {
        var payload = await office.UnchangedAsync(mutation, input, by);
        Assert.False(payload.Answer.TryGetProperty("errors", out var errors), $"{mutation}: {errors}");
        Assert.True(payload.Errors.Count > 0, $"{mutation} succeeded: {JsonSerializer.Serialize(input)}");
        foreach (var property in payload.Data.EnumerateObject().Where(property
            => property.Name is not ("errors" or "results")))
            Assert.Equal(JsonValueKind.Null, property.Value.ValueKind);
        return [.. payload.Errors.Select(Text)];
    }

    /// <summary>The code of the error that keeps a caller from a mutation.</summary>
    public static async Task<string?> DeniedAsync(this Office office, string mutation, object input, By by)
    {
        var payload = await office.UnchangedAsync(mutation, input, by);
        Assert.Equal(JsonValueKind.Null, payload.Answer.GetProperty("data").ValueKind);
        return payload.Code;
    }

    /// <summary>One error as a line: its type, and what it tells beyond the message.</summary>
    public static string Text(JsonElement error)
    {
        string Name(string property) => error.GetProperty(property).ToString();
        string Names(string list, string name) => string.Join(", ",
            error.GetProperty(list).EnumerateArray().Select(each => each.GetProperty(name).GetString()));
        var type = error.GetProperty("__typename").GetString()!;
        Assert.NotEqual("", Name("message"));
        return type switch
        {
            "InvalidInputError" => Name("field"),
            "NotFoundError" => $"{type} {Name("id")}",
            "VersionConflictError" => $"{type} {Name("currentVersion")}",
            "DealClosedError" or "DealNotClosedError" => $"{type} {Name("status")}",
            "UndoExpiredError" => $"{type} {Name("movedAt")}",
            "StageInUseError" => $"{type} {Name("openDeals")}",
            "BulkMoveRefusedError" => $"{type} {Name("refused")}",
            "ExitCriteriaNotMetError" => $"{type} {Names("unmet", "label")}",
            "MoveNotAllowedError" => $"{type} {Needs(error)} {Names("skipped", "name")}".TrimEnd(),
            _ => throw new InvalidOperationException($"{type} is not known here."),
        };
    }

    private static string Needs(JsonElement error)
        => (error.GetProperty("needsReason").GetBoolean() ? "reason " : "")
            + (error.GetProperty("needsOverride").GetBoolean() ? "override" : "");

    private static async Task<Payload> UnchangedAsync(this Office office, string mutation, object input, By? by)
    {
        by ??= new By(Role.Admin, $"stranger-{Guid.NewGuid():N}");
        var before = await office.DumpAsync();
        var payload = await office.CallAsync(mutation, input, Samples.Selection(mutation), by);
        Assert.Equal(before, await office.DumpAsync());
        return payload;
    }
}
