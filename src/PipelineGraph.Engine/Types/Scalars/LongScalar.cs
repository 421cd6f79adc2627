using System.Globalization;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>A whole number of 64 bits, a JSON number on the wire.</summary>
public sealed class LongScalar : NumberScalar<long>
{
    public LongScalar()
    {
        Name = "Long";
        Description = "The `Long` scalar type represents non-fractional signed whole 64-bit numeric values."
            + " Long can represent values between -(2^63) and 2^63 - 1.";
    }

    protected override bool TryParse(ReadOnlySpan<char> number, bool isWhole, out long value)
    {
        value = 0;
        return isWhole && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    protected override bool TryConvert(object number, out long value)
    {
        value = number switch
        {
            int or short or byte or sbyte or ushort or uint =>
                ((IConvertible)number).ToInt64(CultureInfo.InvariantCulture),
            _ => 0,
        };
        return number is int or short or byte or sbyte or ushort or uint;
    }
}
