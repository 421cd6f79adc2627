namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>What an operation costs at most, in the units of the schema's directives.</summary>
/// <param name="FieldCost">Work: the weights of all fields, arguments and input fields, as often as they occur.</param>
/// <param name="TypeCost">Size: how many objects the answer may hold, by the weights of their types.</param>
public readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    private const double Ceiling = 1e15;   // whole numbers are exact below it

    /// <summary>Name of the costs among a response's extensions.</summary>
    public const string Key = "operationCost";

    internal static OperationCost Most(OperationCost a, OperationCost b)
        => new(Math.Max(a.FieldCost, b.FieldCost), Math.Max(a.TypeCost, b.TypeCost));

    /// <summary>As clients see it.</summary>
    internal Dictionary<string, object?> Shown() => new()
    {
        ["fieldCost"] = Number(FieldCost),
        ["typeCost"] = Number(TypeCost),
    };

    /// <summary>A whole number without decimals, and never one that other languages would round.</summary>
    internal static object Number(double cost)
    {
        var shown = Math.Min(cost, Ceiling);
        return shown == Math.Floor(shown) ? (object)(long)shown : shown;
    }

    public static OperationCost operator +(OperationCost a, OperationCost b)
        => new(a.FieldCost + b.FieldCost, a.TypeCost + b.TypeCost);
}
