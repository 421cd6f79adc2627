using System.Text.Json;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>Turns what the domain refuses into faults of the row that asked for it.</summary>
internal static class RowFaults
{
    /// <summary>Whether the domain took it; if not, the row has the reasons.</summary>
    public static bool Try(this ImportRow row, Action work)
    {
        try
        {
            work();
        }
        catch (InvalidInputException refused)
        {
            foreach (var fault in refused.Faults) row.Fault(Column(row, fault.Field), fault.Message.TrimEnd('.'));
        }
        catch (Exception refused) when (refused is DealClosedException or DealNotClosedException or DealVoidedException
            or MoveNotAllowedException or NothingToUndoException)
        {
            row.Fault(null, refused.Message.TrimEnd('.'));
        }
        return row.IsGood;
    }

    /// <summary>The domain says createdAt where the files say created_at, and an external id is their id.</summary>
    private static string? Column(ImportRow row, string field)
    {
        var column = field == "externalId" ? "id" : JsonNamingPolicy.SnakeCaseLower.ConvertName(field);
        return row.Has(column) ? column : null;
    }
}
