using System.Globalization;
using GraphQL.Types;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>GraphQL's Float, reading a variable as the double that its digits are nearest to.</summary>
public sealed class FloatScalar : FloatGraphType
{
    public FloatScalar() => Name = "Float";

    // A cast divides two rounded numbers and may miss by one unit in the last place; then `eq` finds nothing.
    public override object? ParseValue(object? value) => value is decimal number
        ? double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : base.ParseValue(value);
}
