using PipelineGraph.Domain;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Import;

/// <summary>What is to be imported.</summary>
/// <param name="Folder">With the CSV files; it exists.</param>
/// <param name="IsDryRun">Report what would happen and change nothing.</param>
/// <param name="Pipeline">Name of the pipeline for deals that name none.</param>
internal sealed record ImportRequest(string Folder, bool IsDryRun = false, string? Pipeline = null);

/// <summary>Imports a folder of CSV files in one transaction: all of it, or nothing where a row is faulty.</summary>
internal sealed class ImportRun(PipelineDatabase database, TimeProvider clock, AlertSettings? alerts = null)
{
    /// <exception cref="OperatorException">A file is missing or cannot be read at all.</exception>
    public async Task<ImportReport> RunAsync(
        ImportRequest request, ImportMap? map = null, IProgress<int>? progress = null,
        CancellationToken cancelled = default)
    {
        map ??= ImportMap.Plain(request.Folder);
        if (map.Sources.Count == 0)
            throw new OperatorException($"There is nothing to import in {request.Folder}: it has none of "
                + $"{string.Join(", ", ImportKind.All.Select(kind => kind.FileName))}.");

        var report = new ImportReport();
        await using var context = database.Lease();
        await using var bulk = new BulkInsert(context);
        await using var transaction = await context.Database.BeginTransactionAsync(cancelled);
        var stalled = new SilentAlerts(alerts ?? AlertSettings.Default);
        var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
        var session = new ImportSession(context, bulk, report, request, map, stalled, now);
        await session.LoadAsync(cancelled);
        await MoneyImport.RunAsync(session, cancelled);
        await new PipelineImport(session).RunAsync(cancelled);
        await PeopleImport.RunAsync(session, cancelled);
        await new DealImport(session, progress).RunAsync(cancelled);
        await stalled.RaiseAsync(context, bulk, now, cancelled);
        if (session.HasWritten) await context.RaiseConfigurationVersionAsync(cancelled);
        if (report.Faults.Count == 0 && !request.IsDryRun) await transaction.CommitAsync(cancelled);
        else await transaction.RollbackAsync(cancelled);
        await EventNumbering.NumberAsync(database);
        return report;
    }
}
