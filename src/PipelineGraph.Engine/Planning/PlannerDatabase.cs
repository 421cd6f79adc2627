using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Engine.Planning;

/// <summary>What the planner needs of a database provider; the host has one class for each provider.</summary>
public abstract class PlannerDatabase
{
    /// <summary>
    /// Leases a context that shows what the caller may see; disposing it gives it back. Contexts that show different
    /// parts of the database have different models, so that plans of one never serve another.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancelled">Ends the wait.</param>
    public abstract ValueTask<DbContext> LeaseAsync(ClaimsPrincipal? caller, CancellationToken cancelled);

    /// <summary>Whether the caller may see every row, one in hand too.</summary>
    public virtual bool SeesAll(ClaimsPrincipal? caller) => true;

    /// <summary>Begins a transaction in which several reads see one state of the database.</summary>
    /// <returns>Disposing it ends the transaction.</returns>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>
    /// The bounded related rows of each parent, as pairs of parent and row. No one form is fast on every database, so
    /// each provider chooses one of <see cref="NestedRows"/>.
    /// </summary>
    /// <param name="nested">The parents and what is wanted of their related rows.</param>
    public abstract Expression PageOfEach(NestedRows nested);
}
