using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>What one work writes with: a context inside the running transaction, empty at the start.</summary>
/// <param name="rows">The way past the context's tracker; SQLite only.</param>
internal sealed class WriteScope(PipelineDbContext context, EventPositions? positions = null, HeldRows? rows = null)
{
    public PipelineDbContext Context => context;
    public HeldRows? Rows => rows;
    public bool HasAppended { get; private set; }

    /// <summary>Appends an event to the log in the transaction; the next save writes it.</summary>
    public void Append(PipelineEvent happened)
    {
        HasAppended = true;
        // On PostgreSQL it gets its position after the commit, see EventNumbering.
        if (positions is not null) happened.Place(positions.Next());
        if (rows is not null) rows.Add(happened);
        else context.PipelineEvents.Add(happened);
    }
}
