using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Operands for the operations on one field, taken from a row's value where there is one.</summary>
internal sealed class Operand(string type, JsonElement sample)
{
    public bool IsFound => sample.ValueKind is not JsonValueKind.Undefined;

    public string For(string operation) => operation switch
    {
        "in" => $"[{Literal}]",
        "contains" => Quoted(Text[(Text.Length / 3)..(Text.Length - (Text.Length / 4))]),
        "startsWith" => Quoted(Text[..Math.Min(3, Text.Length)]),
        "endsWith" => Quoted(Text[Math.Max(0, Text.Length - 3)..]),
        _ => Literal,
    };

    private string Literal => type switch
    {
        "String" or "ID" or "DateTime" or "LocalDate" => Quoted(Text),
        "Boolean" => Text.ToLowerInvariant(),
        _ => Text,
    };

    private string Text => IsFound ? sample.ToString() : type switch
    {
        "String" => "none of them",
        "ID" => throw new InvalidOperationException("Every id has rows."),
        "DateTime" => "2026-03-02T09:00:00.000Z",
        "LocalDate" => "2026-03-02",
        "Boolean" => "true",
        "Int" or "Float" or "Decimal" => "3",
        "FactorRating" => "PARTIAL",
        "LossReason" => "PRICE",
        "ProcessEnforcement" => "GUIDED",
        "ActorKind" => "PERSON",
        "ExitCriterionKind" => "MINIMUM_SCORE",
        "DealStatus" => "OPEN",
        "DealField" => "AMOUNT",
        "QualificationFactor" => "NEED",
        "ActivityType" => "CALL",
        "TransitionKind" => "ADVANCED",
        "StallReason" => "NO_ACTIVITY",
        "AlertSeverity" => "WARNING",
        "LimitSource" => "SETTING",
        _ => throw new InvalidOperationException($"No example of {type}."),
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
