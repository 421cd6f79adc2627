namespace PipelineGraph.Engine.Mutations;

/// <summary>What is wrong with an input, one entry for each faulty field.</summary>
public sealed class InputFaults
{
    private readonly List<(string Field, string Message)> _all = [];

    internal IReadOnlyList<(string Field, string Message)> All => _all;

    /// <summary>Whether the input is refused.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>Adds a fault, unless its field has one already: the first is the cause of the others.</summary>
    /// <param name="field">Path from the input, for example <c>stages.0.name</c>.</param>
    public void Add(string field, string message)
    {
        if (!_all.Exists(fault => fault.Field == field)) _all.Add((field, message));
    }
}
