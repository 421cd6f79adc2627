using System.Collections;
using System.Globalization;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>How long a list may be: what its arguments say, else what the schema assumes.</summary>
/// <param name="arguments">Those that set the length; the largest of them counts.</param>
/// <param name="assumed">The length while none of them is given.</param>
internal sealed class ListLength(IReadOnlyList<GraphQLValue> arguments, double assumed)
{
    public static readonly ListLength One = new([], 1);

    public bool HasVariables => arguments.Any(argument => argument is GraphQLVariable);

    public double Of(CostVariables variables)
    {
        double? most = null;
        foreach (var argument in arguments)
        {
            var value = argument is GraphQLVariable variable ? variables[variable.Name.StringValue] : argument;
            if (Length(value) is { } length && !(length < most)) most = length;
        }

        return most ?? assumed;
    }

    /// <summary>A number of items, or the number of those that are listed.</summary>
    private static double? Length(object? value) => value switch
    {
        GraphQLIntValue literal => Math.Max(0, double.Parse(literal.Value, CultureInfo.InvariantCulture)),
        GraphQLListValue list => list.Values?.Count ?? 0,
        GraphQLNullValue or null or string => null,
        IList items => items.Count,
        IConvertible number and not bool => Math.Max(0, number.ToDouble(CultureInfo.InvariantCulture)),
        _ => null,
    };
}
