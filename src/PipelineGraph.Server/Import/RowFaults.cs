using System.Globalization;
using System.Text.Json;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>Turns what the domain refuses into faults of the row that asked for it.</summary>
internal static class RowFaults
{
    private const string StagesPrefix = "stages.";

    /// <summary>Whether the domain took it; if not, the row has the reasons.</summary>
    /// <param name="stages">The rows of a pipeline's stages, which have the reasons that are about them.</param>
    public static bool Try(this ImportRow row, Action work, IReadOnlyList<ImportRow>? stages = null)
    {
        try
        {
            work();
        }
        catch (InvalidInputException refused)
        {
            foreach (var fault in refused.Faults) Report(row, stages, fault);
        }
        catch (Exception refused) when (refused is DealClosedException or DealNotClosedException
            or UndoExpiredException)
        {
            row.Fault(null, refused.Message.TrimEnd('.'));
        }
        return row.IsGood;
    }

    private static void Report(ImportRow row, IReadOnlyList<ImportRow>? stages, InputFault fault)
    {
        var (target, field) = (row, fault.Field);
        if (stages is not null && field.StartsWith(StagesPrefix, StringComparison.Ordinal)
            && field.Split('.') is [_, var index, var own, ..])
            (target, field) = (stages[int.Parse(index, CultureInfo.InvariantCulture)], own);
        target.Fault(Column(target, field), fault.Message.TrimEnd('.'));
    }

    /// <summary>The domain says createdAt where the files say created_at, and an external id is their id.</summary>
    private static string? Column(ImportRow row, string field)
    {
        var column = field == "externalId" ? "id" : JsonNamingPolicy.SnakeCaseLower.ConvertName(field);
        return row.Has(column) ? column : null;
    }
}
