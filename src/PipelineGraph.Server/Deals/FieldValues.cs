using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Deals;

/// <summary>Values of the field history as clients read them: related ids become global ids.</summary>
internal static class FieldValues
{
    public static string? OnTheWire(TrackedField field, string? value)
        => TypeOf(field) is { } type && Guid.TryParse(value, out var id) ? NodeIdCodec.Encode(type, id) : value;

    private static string? TypeOf(TrackedField field) => field switch
    {
        TrackedField.Account => "Account",
        TrackedField.PrimaryContact => "Contact",
        TrackedField.Owner => "SalesRep",
        TrackedField.Checklist => "ExitCriterion",
        _ => null
    };
}
