namespace PipelineGraph.Engine.Mutations.Inputs;

/// <summary>Makes the .NET value of one input field.</summary>
/// <param name="value">What GraphQL.NET coerced.</param>
/// <param name="field">Path of the field, for faults.</param>
internal delegate T ReadInput<out T>(object? value, string field, InputFaults faults);

/// <summary>Makes an input record.</summary>
/// <param name="fields">What GraphQL.NET coerced.</param>
/// <param name="prefix">Path of the object with a point after it; empty for the input itself.</param>
internal delegate T BindInput<out T>(IDictionary<string, object?> fields, string prefix, InputFaults faults);

/// <summary>Makes records of one type from coerced dictionaries; compiled once.</summary>
internal abstract class InputBinder;

/// <inheritdoc cref="InputBinder"/>
internal sealed class InputBinder<T>(BindInput<T> bind) : InputBinder where T : class
{
    internal BindInput<T> Bind { get; } = bind;
}
