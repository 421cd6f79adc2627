using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>What one work writes with: a context inside the running transaction, empty at the start.</summary>
internal sealed class WriteScope(PipelineDbContext context, EventPositions? positions)
{
    public PipelineDbContext Context => context;
    public bool HasAppended { get; private set; }

    /// <summary>Appends an event to the log in the transaction; the next save writes it.</summary>
    public void Append(PipelineEvent happened)
    {
        HasAppended = true;
        // On PostgreSQL it gets its position after the commit, see EventNumbering.
        if (positions is not null) happened.Place(positions.Next());
        context.PipelineEvents.Add(happened);
    }
}
