using System.Collections;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Execution.Coercion;

/// <summary>Coerces the value of one variable, as section 3 of the specification says for each kind of input type.</summary>
internal sealed class VariableCoercion(GraphQLDocument document, GraphQLVariableDefinition definition)
{
    /// <exception cref="InvalidVariableError">The value does not fit the type.</exception>
    internal object? Coerce(IGraphType type, object? value, VariableName name) => type switch
    {
        NonNullGraphType nonNull => value is null
            ? throw Invalid(name, "Received a null input for a non-null variable.")
            : Coerce(nonNull.ResolvedType!, value, name),
        ListGraphType list => List(list.ResolvedType!, value, name),
        ScalarGraphType scalar => Scalar(scalar, value, name),
        IInputObjectGraphType input => Object(input, value, name),
        _ => throw Invalid(name, $"The graph type '{type.Name}' is not an input graph type.")
    };

    private object? Scalar(ScalarGraphType scalar, object? value, VariableName name)
    {
        try
        {
            return IdTexts.Of(scalar, scalar.ParseValue(value));
        }
        catch (Exception exception)
        {
            throw Invalid(name, $"Unable to convert '{value}' to '{scalar.Name}'", exception);
        }
    }

    private object?[]? List(IGraphType item, object? value, VariableName name) => value switch
    {
        null => null,
        IList values and not IDictionary<string, object?> => Items(item, values, name),
        _ => [Coerce(item, value, name)]   // a single value stands for a list of one
    };

    private object?[] Items(IGraphType item, IList values, VariableName name)
    {
        var items = new object?[values.Count];
        for (var i = 0; i < items.Length; i++) items[i] = Coerce(item, values[i], new VariableName(name, i));
        return items;
    }

    private object? Object(IInputObjectGraphType type, object? value, VariableName name)
    {
        if (value is null) return null;
        if (value is not IDictionary<string, object?> given)
            throw Invalid(name, $"Unable to parse input as a '{type.Name}' type. Did you provide a List or Scalar value accidentally?");

        var coerced = new Dictionary<string, object?>(given.Count);
        foreach (var (key, field) in given) coerced.Add(key, Field(type, key, field, name));
        foreach (var field in type.Fields)
        {
            if (given.ContainsKey(field.Name)) continue;
            if (field.DefaultValue is { } fallback) coerced.Add(field.Name, fallback);
            else if (field.ResolvedType is NonNullGraphType)
                throw Invalid(new VariableName(name, field.Name), "No value provided for a non-null variable.");
        }

        return type.ParseDictionary(coerced);
    }

    private object? Field(IInputObjectGraphType type, string key, object? value, VariableName name)
    {
        var field = type.GetField(key)
            ?? throw Invalid(name, $"Unrecognized input fields '{key}' for type '{type.Name}'.");
        var fieldName = new VariableName(name, key);
        var coerced = Coerce(field.ResolvedType!, value, fieldName);
        if (coerced is null) return null;
        try
        {
            coerced = field.Parser is { } parse ? parse(coerced) : coerced;
            field.Validator?.Invoke(coerced);
            return coerced;
        }
        catch (Exception exception) when (exception is not ExecutionError)
        {
            throw Invalid(fieldName, exception.Message, exception);
        }
    }

    private InvalidVariableError Invalid(VariableName name, string message, Exception? inner = null)
    {
        var context = new ValidationContext { Document = document };
        return inner is null
            ? new InvalidVariableError(context, definition, name, message)
            : new InvalidVariableError(context, definition, name, message, inner);
    }
}
