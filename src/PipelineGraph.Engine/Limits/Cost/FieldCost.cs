namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>One field of a selection, with all that its response name stands for.</summary>
/// <param name="weight">Of the field, its arguments and what is written in them.</param>
/// <param name="open">Variables in its arguments whose weight is known with their value.</param>
/// <param name="typeWeight">Of one object that it returns.</param>
/// <param name="length">How many it returns.</param>
/// <param name="selection">What is selected of each; null for scalars.</param>
internal sealed class FieldCost(
    double weight, IReadOnlyList<OpenInput> open, double typeWeight, ListLength length, SelectionCost? selection)
{
    public bool HasVariables => open.Count > 0 || length.HasVariables || selection is { HasVariables: true };

    public OperationCost Of(CostVariables variables, InputCosts inputs)
    {
        var own = weight;
        foreach (var input in open) own += inputs.OfGiven(input.Type, variables[input.Variable]);

        var each = selection?.Of(variables, inputs) ?? default;
        var count = length.Of(variables);
        return new(own + (count * each.FieldCost), count * (typeWeight + each.TypeCost));
    }
}
