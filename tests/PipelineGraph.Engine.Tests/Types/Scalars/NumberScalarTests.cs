using System.Globalization;
using CsCheck;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.Types.Scalars;

public class NumberScalarTests
{
    private static readonly GraphQLSerializer Json = new();
    private readonly DecimalScalar _decimal = new();
    private readonly LongScalar _long = new();

    [Theory]
    [InlineData("0.1")]
    [InlineData("120")]
    [InlineData("-99999999999.9999")]
    [InlineData("0.00005")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1.0000000000000000000000000001")]
    [InlineData("12345678901234567.89")]
    public void Decimal_is_exact_as_literal_and_as_variable(string number)
    {
        var literal = _decimal.ParseLiteral(Literal(number));
        var variable = _decimal.ParseValue(Variable(number));

        var expected = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(expected, literal);
        Assert.Equal(expected, variable);
    }

    [Fact]
    public void Any_decimal_survives_as_literal_and_as_variable() => Gen.Decimal.Sample(value =>
    {
        var number = value.ToString(CultureInfo.InvariantCulture);

        return value.Equals(_decimal.ParseLiteral(Literal(number)))
            && value.Equals(_decimal.ParseValue(Variable(number)));
    });

    [Theory]
    [InlineData("1e3", 1000)]
    [InlineData("25E-1", 2.5)]
    public void Decimal_reads_exponents(string number, double expected)
    {
        Assert.Equal((decimal)expected, _decimal.ParseLiteral(new GraphQLFloatValue(number)));
        Assert.Equal((decimal)expected, _decimal.ParseValue(Variable(number)));
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e30")]
    public void Decimal_out_of_range_is_refused(string number)
    {
        var refused = Assert.Throws<FormatException>(() => _decimal.ParseValue(Variable(number)));

        Assert.Contains("`Decimal`", refused.Message, StringComparison.Ordinal);
        Assert.False(_decimal.CanParseLiteral(Literal(number)));
        Assert.Throws<FormatException>(() => _decimal.ParseLiteral(Literal(number)));
    }

    [Fact]
    public void Text_is_no_number()
    {
        var refused = Assert.Throws<FormatException>(() => _decimal.ParseValue("1.5"));

        Assert.Equal("`Decimal` takes a number, not a string.", refused.Message);
        Assert.Throws<FormatException>(() => _decimal.ParseLiteral(new GraphQLStringValue("1.5")));
        Assert.False(_decimal.CanParseValue("1.5"));
        Assert.False(_decimal.CanParseValue(true));
        Assert.False(_decimal.CanParseLiteral(new GraphQLTrueBooleanValue()));
    }

    [Fact]
    public void Any_long_survives_as_literal_and_as_variable() => Gen.Long.Sample(value =>
    {
        var number = value.ToString(CultureInfo.InvariantCulture);

        return value.Equals(_long.ParseLiteral(new GraphQLIntValue(value)))
            && value.Equals(_long.ParseValue(Variable(number)));
    });

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("1.5")]
    [InlineData("1.0")]
    public void Number_that_is_no_long_is_refused(string number)
    {
        Assert.Throws<FormatException>(() => _long.ParseValue(Variable(number)));
        Assert.Throws<FormatException>(() => _long.ParseLiteral(Literal(number)));
        Assert.False(_long.CanParseLiteral(Literal(number)));
    }

    [Fact]
    public void Numbers_are_sent_as_json_numbers()
    {
        var sent = Json.Serialize(new Inputs(new Dictionary<string, object?>
        {
            ["d"] = _decimal.Serialize(120.50m),
            ["l"] = _long.Serialize(long.MaxValue),
        }));

        Assert.Equal("""{"d":120.50,"l":9223372036854775807}""", sent);
    }

    private static GraphQLValue Literal(string number)
        => number.AsSpan().ContainsAny('.', 'e', 'E') ? new GraphQLFloatValue(number) : new GraphQLIntValue(number);

    /// <summary>The number as a variable arrives: through GraphQL.NET's JSON reader.</summary>
    private static object? Variable(string number) => Json.Deserialize<Inputs>($$"""{"v":{{number}}}""")!["v"];
}
