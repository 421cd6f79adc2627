using System.Text.Json;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>What a mutation gave back.</summary>
internal sealed record Payload(string Mutation, JsonElement Answer)
{
    public JsonElement Data => Answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        ? data.GetProperty(Mutation)
        : throw new InvalidOperationException($"{Mutation}: {Answer}");

    /// <summary>Its errors; empty on success.</summary>
    public IReadOnlyList<JsonElement> Errors => Data.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
        ? [.. errors.EnumerateArray()]
        : [];

    /// <summary>The types of its errors, in their order.</summary>
    public IReadOnlyList<string> Refusals => [.. Errors.Select(error => error.GetProperty("__typename").GetString()!)];

    /// <summary>The fields that were refused, in their order.</summary>
    public IReadOnlyList<string> FaultyFields => [.. Errors
        .Where(error => error.GetProperty("__typename").GetString() == "InvalidInputError")
        .Select(error => error.GetProperty("field").GetString()!)];

    /// <summary>The code of the error that kept the mutation from running.</summary>
    public string? Code => Answer.TryGetProperty("errors", out var errors)
        ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
        : null;

    public bool HasSucceeded => Success.ValueKind == JsonValueKind.Object;

    /// <summary>The payload of a mutation that succeeded.</summary>
    public JsonElement Success
    {
        get
        {
            Assert.False(Answer.TryGetProperty("errors", out var errors), $"{Mutation}: {errors}");
            Assert.True(Errors.Count == 0, $"{Mutation}: {string.Join(" ", Errors)}");
            return Data;
        }
    }

    /// <summary>A value inside the payload of a mutation that succeeded: <c>deal.id</c>.</summary>
    public string Text(string path)
        => path.Split('.').Aggregate(Success, (value, name) => value.GetProperty(name)).ToString();
}
