using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Writing;

/// <summary>Idempotency records in the database; those of successful mutations are <see cref="PipelineWriter"/>'s.</summary>
internal sealed class IdempotencyRecords(PipelineDatabase database, WriteLane lane, TimeProvider clock) : IdempotencyStore
{
    public override async Task<IdempotencyRecord?> FindAsync(string caller, string key, CancellationToken cancelled)
    {
        await using var context = database.Lease();
        return await Of(context, caller, key)
            .Select(row => new IdempotencyRecord(row.BodyHash, row.Outcome, row.Response))
            .SingleOrDefaultAsync(cancelled);
    }

    public override Task SaveRefusalsAsync(IdempotencyClaim claim, byte[] outcome, CancellationToken cancelled)
        => lane.RunAsync(async scope =>
        {
            var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
            scope.Context.Add(IdempotencyRow.Of(claim, outcome, now));
            try
            {
                return await scope.Context.SaveChangesAsync(CancellationToken.None);
            }
            catch (DbUpdateException fault) when (IdempotencyRow.IsTaken(fault))
            {
                throw new IdempotencyKeyTakenException(fault);
            }
        }, cancelled);

    public override async Task<byte[]> SaveResponseAsync(
        IdempotencyClaim claim, ReadOnlyMemory<byte> response, CancellationToken cancelled)
    {
        var bytes = response.ToArray();
        var isFirst = await lane.RunAsync(scope => Of(scope.Context, claim.Caller, claim.Key)
            .Where(row => row.Response == null)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.Response, bytes), CancellationToken.None), cancelled);
        if (isFirst > 0) return bytes;

        return (await FindAsync(claim.Caller, claim.Key, cancelled))?.Response ?? bytes;
    }

    private static IQueryable<IdempotencyRow> Of(PipelineDbContext context, string caller, string key)
        => context.IdempotencyRecords.AsNoTracking().Where(row => row.Caller == caller && row.Key == key);
}
