using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Filtering;

/// <summary>Names of the filter operations of each kind of value, in Hot Chocolate's order.</summary>
internal static class FilterOperations
{
    internal static readonly string[] Equality = ["eq", "neq", "in", "nin"];

    internal static readonly string[] Boolean = ["eq", "neq"];

    internal static readonly string[] Comparable =
        ["eq", "neq", "in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];

    internal static readonly string[] Text =
        ["eq", "neq", "contains", "ncontains", "in", "nin", "startsWith", "nstartsWith", "endsWith", "nendsWith"];

    internal static string[] Of(WireKind wire) => wire switch
    {
        WireKind.Text => Text,
        WireKind.Boolean => Boolean,
        WireKind.Enum or WireKind.Id => Equality,
        _ => Comparable
    };

    /// <summary>Operations that look inside a text, for which Hot Chocolate prints twice the cost.</summary>
    internal static bool IsTextSearch(string operation)
        => operation.EndsWith("contains", StringComparison.Ordinal) || operation.EndsWith("With", StringComparison.Ordinal);
}
