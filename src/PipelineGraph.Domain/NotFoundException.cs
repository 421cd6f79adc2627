namespace PipelineGraph.Domain;

/// <summary>There is no such record, or none that the caller may see; nothing has changed.</summary>
/// <param name="type">The record's type as the API names it: <c>Deal</c>.</param>
public sealed class NotFoundException(string type, Guid id) : Exception($"There is no such {type}.")
{
    public string Type { get; } = type;
    public Guid Id { get; } = id;
}
