using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>A scalar whose wire form is a JSON number.</summary>
public abstract class NumberScalar<T> : ScalarGraphType where T : struct, INumberBase<T>
{
    /// <summary>Text of a number literal, which GraphQL's grammar has checked already.</summary>
    /// <returns>False when the type has no room for it.</returns>
    protected abstract bool TryParse(ReadOnlySpan<char> number, bool isWhole, out T value);

    /// <summary>A number from the JSON reader: the first exact of int, long, BigInteger, double, decimal.</summary>
    protected abstract bool TryConvert(object number, out T value);

    /// <exception cref="FormatException">The literal is no number, or out of range.</exception>
    public sealed override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue or GraphQLFloatValue => TryLiteral(value, out var number) ? number : throw OutOfRange(),
        _ => throw new FormatException($"`{Name}` takes a number, not a {Kinds.Of(value)}."),
    };

    public sealed override bool CanParseLiteral(GraphQLValue value)
        => value is GraphQLNullValue || TryLiteral(value, out _);

    /// <exception cref="FormatException">The value is no number, or out of range.</exception>
    public sealed override object? ParseValue(object? value) => value switch
    {
        null => null,
        T => value,
        string or bool or System.Collections.IEnumerable =>
            throw new FormatException($"`{Name}` takes a number, not a {Kinds.Of(value)}."),
        _ => TryConvert(value, out var number) ? number : throw OutOfRange(),
    };

    public sealed override bool CanParseValue(object? value)
        => value is null or T || value is not string and not bool && TryConvert(value, out _);

    private bool TryLiteral(GraphQLValue value, out T number)
    {
        number = T.Zero;
        return value switch
        {
            GraphQLIntValue whole => TryParse(whole.Value.Span, isWhole: true, out number),
            GraphQLFloatValue fraction => TryParse(fraction.Value.Span, isWhole: false, out number),
            _ => false,
        };
    }

    private FormatException OutOfRange() => new($"The number is not a `{Name}`: out of its range, or not exact in it.");
}
