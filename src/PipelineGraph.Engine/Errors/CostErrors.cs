using GraphQL;
using PipelineGraph.Engine.Limits.Cost;

namespace PipelineGraph.Engine.Errors;

/// <summary>An operation is too costly; the words are Hot Chocolate's.</summary>
internal static class CostErrors
{
    public static ExecutionError FieldCost(double cost, int max)
        => Of("The maximum allowed field cost was exceeded.", "fieldCost", cost, "maxFieldCost", max);

    public static ExecutionError TypeCost(double cost, int max)
        => Of("The maximum allowed type cost was exceeded.", "typeCost", cost, "maxTypeCost", max);

    private static ExecutionError Of(string message, string name, double cost, string limit, int max)
        => RequestErrors.Coded(ErrorCodes.CostExceeded, message)
            .AddExtension(name, OperationCost.Number(cost)).AddExtension(limit, max);
}
