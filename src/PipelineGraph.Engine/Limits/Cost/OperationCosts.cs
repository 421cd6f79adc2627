using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>
/// Costs of operations by the schema's `@cost` and `@listSize`. What needs no variables is computed once for each
/// cached document, the remainder (lengths and input objects in variables) for each request.
/// </summary>
internal sealed class OperationCosts(ISchema schema)
{
    private readonly ConditionalWeakTable<GraphQLOperationDefinition, Known> _known = [];
    private readonly CostWeights _weights = new();

    /// <param name="variables">As they came.</param>
    public OperationCost Of(GraphQLDocument document, GraphQLOperationDefinition operation, Inputs? variables)
    {
        if (!_known.TryGetValue(operation, out var known))
        {
            known = Read(document, operation);
            _known.AddOrUpdate(operation, known);
        }

        return new OperationCost(0, known.RootWeight)
            + known.Selection.Of(new CostVariables(variables, known.Defaults), known.Inputs);
    }

    /// <returns>Why an operation of this cost is not executed, or null.</returns>
    public static ExecutionError? Check(OperationCost cost, LimitOptions limits)
    {
        if (cost.FieldCost > limits.FieldCost)
            return CostErrors.FieldCost(cost.FieldCost, limits.FieldCost);

        return cost.TypeCost > limits.TypeCost ? CostErrors.TypeCost(cost.TypeCost, limits.TypeCost) : null;
    }

    private Known Read(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var inputs = new InputCosts(_weights);
        var defaults = new Dictionary<string, GraphQLValue>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            if (variable.DefaultValue is { } value) defaults[variable.Variable.Name.StringValue] = value;
        }

        var selection = new CostReader(schema, document, _weights, inputs).Read(operation);
        return new Known(selection, inputs, _weights.OfType(schema.RootType(operation.Operation)!), defaults);
    }

    private sealed record Known(
        SelectionCost Selection, InputCosts Inputs, double RootWeight,
        IReadOnlyDictionary<string, GraphQLValue> Defaults);
}
