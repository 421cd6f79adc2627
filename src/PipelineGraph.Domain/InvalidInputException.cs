namespace PipelineGraph.Domain;

/// <summary>Values that came in are refused, all faulty ones at once; nothing has changed.</summary>
public sealed class InvalidInputException(IReadOnlyList<InputFault> faults)
    : Exception(string.Join(" ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    public InvalidInputException(string field, string message) : this([new InputFault(field, message)]) { }

    /// <summary>One per faulty field, at least one.</summary>
    public IReadOnlyList<InputFault> Faults { get; } = faults;
}
