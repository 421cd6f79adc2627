using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>A scalar whose wire form is a JSON string.</summary>
public abstract class TextScalar<T> : ScalarGraphType where T : struct
{
    private const int LongestShown = 64;   // characters of a faulty value that its error message repeats

    /// <summary>The expected form in words, ending with an example; the last part of every error message.</summary>
    protected abstract string Expected { get; }

    protected abstract bool TryParse(ReadOnlySpan<char> text, out T value);

    /// <summary>The value as clients see it.</summary>
    protected abstract string Format(T value);

    /// <summary>A .NET value from our own code, brought to the form that <c>TryParse</c> gives.</summary>
    protected virtual T Normalize(T value) => value;

    /// <exception cref="FormatException">The literal is no string of the expected form.</exception>
    public sealed override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Parse(text.Value.Span),
        _ => throw new FormatException($"`{Name}` takes a string, not a {Kinds.Of(value)}; expected {Expected}."),
    };

    public sealed override bool CanParseLiteral(GraphQLValue value)
        => value is GraphQLNullValue || value is GraphQLStringValue text && TryParse(text.Value.Span, out _);

    /// <exception cref="FormatException">The value is no string of the expected form.</exception>
    public sealed override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Parse(text),
        T known => Normalize(known),
        _ => throw new FormatException($"`{Name}` takes a string, not a {Kinds.Of(value)}; expected {Expected}."),
    };

    public sealed override bool CanParseValue(object? value)
        => value is null or T || value is string text && TryParse(text, out _);

    /// <exception cref="InvalidOperationException">A resolver gave a value of another type.</exception>
    public sealed override object? Serialize(object? value) => value switch
    {
        null => null,
        T known => Format(Normalize(known)),
        _ => ThrowSerializationError(value),
    };

    private object Parse(ReadOnlySpan<char> text)
        => TryParse(text, out var value) ? value : throw new FormatException(
            $"`{text[..Math.Min(text.Length, LongestShown)]}` is not a valid `{Name}`; expected {Expected}.");
}
