namespace PipelineGraph.Domain.Deals;

/// <summary>The deal's latest transition is its creation or an undo; nothing has changed.</summary>
public sealed class NothingToUndoException() : Exception("There is no move to undo.");
