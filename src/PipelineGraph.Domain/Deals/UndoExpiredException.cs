namespace PipelineGraph.Domain.Deals;

/// <summary>It is too late to take the latest move back, or there is none; nothing has changed.</summary>
/// <param name="movedAt">When the latest move was recorded; null when the latest transition is the creation or an undo.
/// </param>
public sealed class UndoExpiredException(DateTime? movedAt) : Exception(movedAt is null
    ? "There is no move to undo."
    : $"A move can be undone within {Deal.UndoMinutes} minutes.")
{
    public DateTime? MovedAt { get; } = movedAt;
}
