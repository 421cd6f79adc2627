using System.Linq.Expressions;

namespace PipelineGraph.Engine.Sorting;

/// <summary>One key of an order that is applied by the database.</summary>
/// <param name="Value">The key over the row, the clock already a parameter of the query.</param>
/// <param name="IsDescending">Direction; null counts as the smallest value.</param>
/// <param name="IsNullable">Whether the key may be null.</param>
/// <param name="Path">Names of the fields that lead to it; cursors of another order are told apart by it.</param>
/// <param name="DependsOnClock">Whether the key's value changes with time alone.</param>
internal sealed record OrderKey(LambdaExpression Value, bool IsDescending, bool IsNullable, string Path, bool DependsOnClock)
{
    /// <summary>The key's type without nullability.</summary>
    internal Type Type { get; } = Nullable.GetUnderlyingType(Value.ReturnType) ?? Value.ReturnType;

    internal OrderKey Reversed() => this with { IsDescending = !IsDescending };
}
