using System.Globalization;
using System.Numerics;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>An exact decimal, a JSON number on the wire; no literal or variable is rounded through a double.</summary>
public sealed class DecimalScalar : NumberScalar<decimal>
{
    public DecimalScalar()
    {
        Name = "Decimal";
        Description = "The `Decimal` scalar type represents a decimal floating-point number.";
    }

    protected override bool TryParse(ReadOnlySpan<char> number, bool isWhole, out decimal value)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    protected override bool TryConvert(object number, out decimal value)
    {
        try
        {
            value = number switch
            {
                int whole => whole,
                long whole => whole,
                BigInteger whole => (decimal)whole,
                double fraction => (decimal)fraction,   // the JSON reader gives a double only where this is exact
                IConvertible other => other.ToDecimal(CultureInfo.InvariantCulture),
                _ => throw new InvalidCastException(),
            };
            return true;
        }
        catch (Exception unfit) when (unfit is OverflowException or InvalidCastException)
        {
            value = 0;
            return false;
        }
    }
}
