using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.Types.Scalars;

public class WireFormatTests
{
    private delegate int Writer<T>(Span<byte> destination, T value);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_200_000, "120")]
    [InlineData(12_345, "1.2345")]
    [InlineData(12_340, "1.234")]
    [InlineData(12_300, "1.23")]
    [InlineData(10_500, "1.05")]
    [InlineData(1, "0.0001")]
    [InlineData(-1, "-0.0001")]
    [InlineData(-10_000, "-1")]
    [InlineData(long.MaxValue, "922337203685477.5807")]
    [InlineData(long.MinValue, "-922337203685477.5808")]
    public void Money_is_exact_and_has_no_trailing_zeros(long units, string expected)
    {
        var text = Text(WireFormat.WriteMoney, units, WireFormat.MaxMoneyLength);

        Assert.Equal(expected, text);
    }

    [Fact]
    public void Any_money_reads_as_decimal_division_does() => Gen.Long.Sample(units =>
        Text(WireFormat.WriteMoney, units, WireFormat.MaxMoneyLength)
            == (units / 10_000m).ToString("0.####", CultureInfo.InvariantCulture));

    [Fact]
    public void Any_instant_reads_as_the_framework_formats_it() => Gen.DateTime.Sample(instant =>
        Text(WireFormat.WriteDateTime, instant, WireFormat.DateTimeLength)
            == instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    [Fact]
    public void First_and_last_instants_fit()
    {
        var first = Text(WireFormat.WriteDateTime, DateTime.MinValue, WireFormat.DateTimeLength);
        var last = Text(WireFormat.WriteDateTime, DateTime.MaxValue, WireFormat.DateTimeLength);

        Assert.Equal("0001-01-01T00:00:00.000Z", first);
        Assert.Equal("9999-12-31T23:59:59.999Z", last);
    }

    [Fact]
    public void Any_day_reads_as_the_framework_formats_it() => Gen.DateOnly.Sample(day =>
        Text(WireFormat.WriteLocalDate, day, WireFormat.LocalDateLength)
            == day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void Any_decimal_comes_back_with_the_same_digits() => Gen.Decimal.Sample(value =>
    {
        var text = Text(WireFormat.WriteDecimal, value, WireFormat.MaxDecimalLength);

        return decimal.GetBits(JsonElement.Parse(text).GetDecimal()).SequenceEqual(decimal.GetBits(value));
    });

    [Fact]
    public void Any_double_is_json_and_comes_back_bit_for_bit() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var text = Text(WireFormat.WriteDouble, value, WireFormat.MaxDoubleLength);

        var read = JsonElement.Parse(text).GetDouble();
        return BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value);
    });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Double_that_json_cannot_hold_is_refused(double value)
    {
        var buffer = new byte[WireFormat.MaxDoubleLength];

        Assert.Throws<ArgumentOutOfRangeException>(() => WireFormat.WriteDouble(buffer, value));
    }

    [Fact]
    public void Longest_forms_fit_their_announced_length()
    {
        Assert.Equal(WireFormat.MaxMoneyLength, Text(WireFormat.WriteMoney, long.MinValue, 100).Length);
        Assert.Equal(WireFormat.MaxLongLength, Text(WireFormat.WriteLong, long.MinValue, 100).Length);
        Assert.Equal(WireFormat.MaxDecimalLength, Text(WireFormat.WriteDecimal, -1e-28m, 100).Length);
        Assert.InRange(Text(WireFormat.WriteDouble, -double.Epsilon, 100).Length, 1, WireFormat.MaxDoubleLength);
        Assert.InRange(Text(WireFormat.WriteDouble, double.MinValue, 100).Length, 1, WireFormat.MaxDoubleLength);
    }

    [Fact]
    public void Destination_that_is_too_short_is_an_error_and_not_half_a_number()
    {
        Assert.Throws<ArgumentException>(() => WireFormat.WriteLong(new byte[2], 1234));
        Assert.ThrowsAny<ArgumentException>(() => WireFormat.WriteDateTime(new byte[23], DateTime.UnixEpoch));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var buffer = new byte[64];
        Row(buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Row(buffer);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Row(Span<byte> buffer)
    {
        WireFormat.WriteMoney(buffer, 12_345);
        WireFormat.WriteDateTime(buffer, DateTime.UnixEpoch);
        WireFormat.WriteLocalDate(buffer, DateOnly.MaxValue);
        WireFormat.WriteDecimal(buffer, 1.5m);
        WireFormat.WriteDouble(buffer, 0.1);
        WireFormat.WriteLong(buffer, 7);
    }

    private static string Text<T>(Writer<T> write, T value, int length)
    {
        var buffer = new byte[length];
        return Encoding.ASCII.GetString(buffer, 0, write(buffer, value));
    }
}
