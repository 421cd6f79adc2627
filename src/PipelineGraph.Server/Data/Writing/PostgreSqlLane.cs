using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>PostgreSQL lets works run beside each other, each in a transaction of its own.</summary>
internal sealed class PostgreSqlLane(PipelineDatabase database, EventNumbering numbering) : WriteLane
{
    private const int MostAttempts = 20;

    /// <summary>Who has lost twice goes on one by one with others of that fate: a crowd on one deal thins out.</summary>
    private const string Line = "SELECT pg_advisory_xact_lock(7353082197)";

    public override async Task<T> RunAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancelled = default)
    {
        cancelled.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(work, isInLine: attempt > 2);
            }
            catch (Exception fault) when (attempt < MostAttempts && LostRace.Is(fault))
            {
                // Run again it sees what the other wrote: a caller who expected an older version is told so then.
            }
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> AttemptAsync<T>(Func<WriteScope, Task<T>> work, bool isInLine)
    {
        await using var context = database.Lease();
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Database.AutoSavepointsEnabled = false;
        if (isInLine) await context.Database.ExecuteSqlRawAsync(Line);
        var scope = new WriteScope(context);
        var result = await work(scope);
        await transaction.CommitAsync();
        if (scope.HasAppended) await numbering.RunAsync();
        return result;
    }
}
