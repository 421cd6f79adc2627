using CsCheck;
using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.Types.Scalars;

public class LocalDateScalarTests
{
    private readonly LocalDateScalar _scalar = new();

    [Fact]
    public void Any_day_survives_the_round_trip() => Gen.DateOnly.Sample(day =>
        day.Equals(_scalar.ParseValue(_scalar.Serialize(day)))
        && day.Equals(_scalar.ParseLiteral(new GraphQLStringValue((string)_scalar.Serialize(day)!))));

    [Theory]
    [InlineData("")]
    [InlineData("2026-3-2")]
    [InlineData("02.03.2026")]
    [InlineData("2026-03-02T00:00:00Z")]
    [InlineData("2026-02-30")]
    [InlineData("2026-00-10")]
    [InlineData("2026-10-00")]
    [InlineData("0000-10-10")]
    [InlineData(" 2026-03-02")]
    public void Anything_but_a_day_is_refused(string text)
    {
        var refused = Assert.Throws<FormatException>(() => _scalar.ParseValue(text));

        var expected = $"`{text}` is not a valid `LocalDate`; expected a day";
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.False(_scalar.CanParseLiteral(new GraphQLStringValue(text)));
    }

    [Fact]
    public void Value_of_another_type_from_a_resolver_is_an_error()
        => Assert.Throws<InvalidOperationException>(() => _scalar.Serialize(5));
}
