namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>What is selected of one object.</summary>
internal sealed class SelectionCost
{
    private readonly IReadOnlyList<IReadOnlyList<FieldCost>> _alternatives;
    private readonly OperationCost? _known;

    /// <param name="alternatives">The fields for each type that the object may have; the costliest counts.</param>
    /// <param name="inputs">Weighs variables.</param>
    public SelectionCost(IReadOnlyList<IReadOnlyList<FieldCost>> alternatives, InputCosts inputs)
    {
        _alternatives = alternatives;
        HasVariables = alternatives.Any(fields => fields.Any(field => field.HasVariables));
        if (!HasVariables) _known = Sum(default, inputs);
    }

    public bool HasVariables { get; }

    public OperationCost Of(CostVariables variables, InputCosts inputs) => _known ?? Sum(variables, inputs);

    private OperationCost Sum(CostVariables variables, InputCosts inputs)
    {
        var most = default(OperationCost);
        foreach (var fields in _alternatives)
        {
            var sum = default(OperationCost);
            foreach (var field in fields) sum += field.Of(variables, inputs);
            most = OperationCost.Most(most, sum);
        }

        return most;
    }
}
