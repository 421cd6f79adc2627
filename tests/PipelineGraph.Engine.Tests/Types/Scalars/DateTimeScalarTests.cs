using System.Globalization;
using CsCheck;
using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.Types.Scalars;

public class DateTimeScalarTests
{
    private static readonly DateTime Morning = new(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc);
    private readonly DateTimeScalar _scalar = new();

    [Theory]
    [InlineData("2026-03-02T09:30:00Z", 0)]
    [InlineData("2026-03-02t09:30:00z", 0)]
    [InlineData("2026-03-02T09:30:00.5Z", 500)]
    [InlineData("2026-03-02T09:30:00.1234567Z", 123)]
    [InlineData("2026-03-02T09:30:00.9999999+00:00", 999)]
    [InlineData("2026-03-02T15:00:00+05:30", 0)]
    [InlineData("2026-03-01T23:30:00.001-10:00", 1)]
    public void Instant_with_offset_is_read_as_utc_cut_to_milliseconds(string text, int milliseconds)
    {
        var value = Assert.IsType<DateTime>(_scalar.ParseValue(text));

        Assert.Equal(Morning.AddMilliseconds(milliseconds), value);
        Assert.Equal(DateTimeKind.Utc, value.Kind);
        Assert.Equal(value, _scalar.ParseLiteral(new GraphQLStringValue(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T09:30:00")]
    [InlineData("2026-03-02T09:30Z")]
    [InlineData("2026-03-02 09:30:00Z")]
    [InlineData("2026-03-02T09:30:00.Z")]
    [InlineData("2026-03-02T09:30:00.12345678Z")]
    [InlineData("2026-03-02T09:30:00,5Z")]
    [InlineData("2026-02-29T09:30:00Z")]
    [InlineData("2026-13-02T09:30:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-03-02T24:00:00Z")]
    [InlineData("2026-03-02T09:60:00Z")]
    [InlineData("2026-03-02T09:30:60Z")]
    [InlineData("2026-03-02T09:30:00+0530")]
    [InlineData("2026-03-02T09:30:00+14:01")]
    [InlineData("2026-03-02T09:30:00+01:60")]
    [InlineData("2026-03-02T09:30:00Z ")]
    [InlineData("2026-03-02T09:30:00.5")]
    [InlineData("+026-03-02T09:30:00Z")]
    [InlineData("२०२६-03-02T09:30:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void Text_that_is_no_instant_is_refused_with_the_expected_form(string text)
    {
        var refused = Assert.Throws<FormatException>(() => _scalar.ParseValue(text));

        var expected = $"`{text}` is not a valid `DateTime`; expected date, time and offset";
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.False(_scalar.CanParseValue(text));
        Assert.False(_scalar.CanParseLiteral(new GraphQLStringValue(text)));
    }

    [Fact]
    public void Long_faulty_text_is_not_repeated_whole()
    {
        var refused = Assert.Throws<FormatException>(() => _scalar.ParseValue(new string('x', 10_000)));

        Assert.InRange(refused.Message.Length, 64, 200);
    }

    [Fact]
    public void Number_is_refused_by_kind()
    {
        var literal = Assert.Throws<FormatException>(() => _scalar.ParseLiteral(new GraphQLIntValue(5)));
        var variable = Assert.Throws<FormatException>(() => _scalar.ParseValue(5));

        Assert.StartsWith("`DateTime` takes a string, not a number", literal.Message, StringComparison.Ordinal);
        Assert.Equal(literal.Message, variable.Message);
        Assert.False(_scalar.CanParseValue(5));
        Assert.False(_scalar.CanParseLiteral(new GraphQLIntValue(5)));
    }

    [Fact]
    public void Null_is_null()
    {
        Assert.Null(_scalar.ParseValue(null));
        Assert.Null(_scalar.ParseLiteral(new GraphQLNullValue()));
        Assert.Null(_scalar.Serialize(null));
        Assert.True(_scalar.CanParseValue(null));
        Assert.True(_scalar.CanParseLiteral(new GraphQLNullValue()));
    }

    [Fact]
    public void Output_has_exactly_three_fraction_digits_and_z()
    {
        var whole = _scalar.Serialize(Morning);
        var fine = _scalar.Serialize(Morning.AddTicks(9_999));
        var unspecified = _scalar.Serialize(DateTime.SpecifyKind(Morning, DateTimeKind.Unspecified));

        Assert.Equal("2026-03-02T09:30:00.000Z", whole);
        Assert.Equal("2026-03-02T09:30:00.000Z", fine);
        Assert.Equal("2026-03-02T09:30:00.000Z", unspecified);
    }

    [Fact]
    public void Any_instant_in_any_zone_reads_as_the_framework_does()
        => Gen.Select(Gen.DateTime, Gen.Int[-840, 840], Gen.Int[0, 7]).Sample((ticks, minutes, digits) =>
        {
            var offset = TimeSpan.FromMinutes(minutes);
            var last = DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay;
            var local = new DateTimeOffset(Math.Clamp(ticks.Ticks, TimeSpan.TicksPerDay, last), offset);
            var fraction = digits == 0 ? "" : "." + new string('f', digits);
            var text = local.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}zzz", CultureInfo.InvariantCulture);

            var read = (DateTime)_scalar.ParseValue(text)!;

            var exact = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcTicks;
            return read.Ticks == exact - exact % TimeSpan.TicksPerMillisecond;
        });
}
