using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Writing;

/// <summary>
/// Runs mutations: state, version, history, events and the outcome for an idempotency key are committed together, or
/// nothing is.
/// </summary>
internal sealed class PipelineWriter(
    WriteLane lane, ActorBook actors, Visibility visibility, TimeProvider clock)
{
    /// <summary>Runs the work, saves what it changed in the context, and logs what happened to its deals.</summary>
    /// <param name="call">With the caller, and perhaps an idempotency key. Its cancellation counts until the work
    /// begins.</param>
    /// <param name="work">Its result is the mutation's payload. What it throws leaves the database as it was. May run
    /// again, when another server was quicker.</param>
    /// <exception cref="IdempotencyKeyTakenException">Another server was quicker with the same key.</exception>
    public Task<T> WriteAsync<T>(MutationCall call, Func<WriteSession, Task<T>> work) where T : notnull
        => WriteAsync(call.User, work, call.Cancelled, call.Claim, payload => call.Outcome(payload),
            () => [.. call.ValueFaults().Select(fault => new InputFault(fault.Field, fault.Message))]);

    /// <inheritdoc cref="WriteAsync{T}(MutationCall, Func{WriteSession, Task{T}})"/>
    public async Task<T> WriteAsync<T>(
        ClaimsPrincipal? user, Func<WriteSession, Task<T>> work, CancellationToken cancelled,
        IdempotencyClaim? claim = null, Func<T, byte[]>? outcome = null,
        Func<IReadOnlyList<InputFault>>? valueFaults = null) where T : notnull
    {
        var caller = Caller.From(user ?? throw new ArgumentNullException(nameof(user)));
        var (payload, actor, known, changesReps) = await lane.RunAsync(async scope =>
        {
            var now = Instants.Truncate(clock.GetUtcNow().UtcDateTime);
            var (known, actor, isNew) = await actors.FindAsync(scope.Context, caller);
            var session = new WriteSession(scope, known, visibility, actor, isNew, now, valueFaults ?? (() => []));
            var payload = await work(session);
            await LogAsync(scope, session);
            if (claim is not null) scope.Context.Add(IdempotencyRow.Of(claim, outcome!(payload), now));
            var changesReps = await SaveAsync(scope);
            var isStored = !isNew || scope.Context.Entry(actor).State == EntityState.Added;
            return (payload, isStored ? actor : null, known, changesReps);
        }, cancelled);
        if (changesReps) actors.Forget();
        else if (actor is not null) actors.Keep(known, actor);
        return payload;
    }

    /// <returns>Whether sales reps have changed.</returns>
    private static async Task<bool> SaveAsync(WriteScope scope)
    {
        var changes = scope.Context.ChangeTracker;
        changes.DetectChanges();
        changes.AutoDetectChangesEnabled = false;   // once is enough
        try
        {
            var changesReps = changes.Entries<SalesRep>().Any(rep => rep.State != EntityState.Unchanged);
            // Nobody works on with what is tracked.
            var rows = await scope.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            scope.Rows?.Write();
            if (rows > 0 && !scope.HasAppended) await scope.Context.RaiseConfigurationVersionAsync();
            return changesReps;
        }
        catch (DbUpdateException fault) when (IdempotencyRow.IsTaken(fault))
        {
            throw new IdempotencyKeyTakenException(fault);
        }
        finally
        {
            changes.AutoDetectChangesEnabled = true;
        }
    }

    private static async Task LogAsync(WriteScope scope, WriteSession session)
    {
        var log = new EventLogger(scope.Context, scope.Append, session.KnownTeams);
        foreach (var deal in scope.Context.Tracked<Deal>().Concat(scope.Rows?.Of<Deal>() ?? []))
            await log.TakeAsync(deal);
    }
}
