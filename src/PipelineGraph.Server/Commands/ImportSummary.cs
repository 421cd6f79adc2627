using PipelineGraph.Server.Import;

namespace PipelineGraph.Server.Commands;

/// <summary>Says what an import did.</summary>
internal static class ImportSummary
{
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(ImportReport report, ImportRequest request, CommandRun run)
    {
        foreach (var fault in report.Faults) await run.Error.WriteLineAsync(fault.ToString());
        if (report.Faults.Count > 0)
        {
            await run.Error.WriteLineAsync($"error: {Count(report.Faults.Count, "fault")}; nothing was imported.");
            return CommandLine.Failed;
        }
        foreach (var kept in report.Kept) await run.Output.WriteLineAsync($"kept: {kept}");
        foreach (var (kind, counts) in report.Counts)
            await run.Output.WriteLineAsync(
                $"{kind}: {counts.Created} created, {counts.Changed} changed, {counts.Unchanged} unchanged");
        if (request.IsDryRun) await run.Output.WriteLineAsync("This was a dry run: nothing was changed.");
        return 0;
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
