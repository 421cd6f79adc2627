using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// Gives events on PostgreSQL their positions. Identity values become visible out of the order of the commits, so that
/// a reader could pass over one: events are inserted without a position, and numbered when they are committed, by any
/// server, in the order of the identity. (On SQLite they have their positions from the start.)
/// </summary>
internal sealed partial class EventNumbering(
    PipelineDatabase database, EventSignal signal, ILogger<EventNumbering> log) : IDisposable
{
    /// <summary>Heard by the servers that wait for events.</summary>
    public const string Channel = "pipelinegraph_events";

    /// <summary>One numbers at a time, whichever server it is.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(7353082196)";

    /// <summary>
    /// Events of one deal follow its versions, which a single insert of several of them need not keep: the deal's
    /// first place goes to its oldest version.
    /// </summary>
    private const string Number =
        """
        WITH pending AS (
            SELECT "Id", "DealId", "Sequence",
                row_number() OVER (PARTITION BY "DealId" ORDER BY "DealVersion", "Sequence") AS "Turn",
                row_number() OVER (PARTITION BY "DealId" ORDER BY "Sequence") AS "Place"
            FROM "PipelineEvents" WHERE "Position" IS NULL),
        ordered AS (
            SELECT event."Id", row_number() OVER (ORDER BY place."Sequence") AS "Number"
            FROM pending event
                JOIN pending place ON place."DealId" = event."DealId" AND place."Place" = event."Turn"),
        numbered AS (
            UPDATE "PipelineEvents" AS event SET "Position" = head."Position" + ordered."Number"
            FROM ordered, "EventHead" AS head WHERE event."Id" = ordered."Id" RETURNING 1)
        UPDATE "EventHead" SET "Position" = "Position" + (SELECT count(*) FROM numbered)
        WHERE EXISTS (SELECT FROM pending)
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private long _asked, _done;

    /// <summary>Numbers what is committed by now. Those who ask while one run is under way share the next one.</summary>
    /// <remarks>Never fails: what it leaves, the next run numbers.</remarks>
    public async Task RunAsync()
    {
        var asked = Interlocked.Increment(ref _asked);
        await _turn.WaitAsync();
        try
        {
            if (_done >= asked) return;
            var covered = Interlocked.Read(ref _asked);
            if (await NumberAsync(database)) signal.Set();
            _done = covered;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            LogDelay(fault);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>Whether there were any to number.</returns>
    public static async Task<bool> NumberAsync(PipelineDatabase database)
    {
        if (database.Settings.Provider is not DatabaseProvider.PostgreSql) return false;

        await using var context = database.Lease();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync(Lock);
        var isChanged = await context.Database.ExecuteSqlRawAsync(Number) > 0;
        if (isChanged) await context.Database.ExecuteSqlRawAsync($"NOTIFY {Channel}");
        await transaction.CommitAsync();
        return isChanged;
    }

    public void Dispose() => _turn.Dispose();

    [LoggerMessage(LogLevel.Warning, "Events could not be numbered; the next try is in a second.")]
    private partial void LogDelay(Exception fault);
}
