using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Engine.Planning;

/// <summary>What the planner needs of a database provider; the host has one class for each provider.</summary>
public abstract class PlannerDatabase
{
    /// <summary>Leases a context for one planned field; disposing it gives it back.</summary>
    /// <param name="caller">Who asks.</param>
    public abstract DbContext Lease(ClaimsPrincipal? caller);

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
