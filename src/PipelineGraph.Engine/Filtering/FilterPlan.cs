using System.Linq.Expressions;

namespace PipelineGraph.Engine.Filtering;

/// <summary>A `where` argument as a condition over the row, its operands being parameters of the query.</summary>
/// <param name="Condition">Null when the filter lets every row through.</param>
/// <param name="Operands">How the parameters get their values from an argument of the same shape.</param>
internal sealed record FilterPlan(LambdaExpression? Condition, IReadOnlyList<FilterOperand> Operands)
{
    internal static readonly FilterPlan None = new(null, []);
}

/// <summary>A parameter of the query and the place of its value in the `where` argument.</summary>
/// <param name="Parameter">Name of the query's parameter.</param>
/// <param name="Path">Names and indices that lead to the value.</param>
/// <param name="Convert">Turns the value into what the database compares.</param>
internal sealed record FilterOperand(string Parameter, object[] Path, Func<object, object?> Convert)
{
    internal object? Read(object? where)
    {
        foreach (var step in Path)
            where = step is string name ? ((IDictionary<string, object?>)where!)[name] : ItemAt(where!, (int)step);
        return Convert(where!);
    }

    private static object? ItemAt(object list, int index)
        => list is IReadOnlyList<object?> items ? items[index] : ((System.Collections.IList)list)[index];
}
