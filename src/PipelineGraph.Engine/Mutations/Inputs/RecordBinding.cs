using System.Linq.Expressions;
using System.Reflection;
using GraphQL.Types;

namespace PipelineGraph.Engine.Mutations.Inputs;

/// <summary>One field of an input.</summary>
/// <param name="Parameter">The parameter of the record's constructor that takes it.</param>
/// <param name="Read">A <see cref="ReadInput{T}"/>.</param>
/// <param name="Graph">The field in the schema.</param>
internal sealed record InputField(ParameterInfo Parameter, Delegate Read, FieldType Graph);

/// <summary>Compiles a record's constructor into a binder.</summary>
internal static class RecordBinding
{
    internal static InputBinder Compile(Type record, IEnumerable<InputField> fields)
    {
        var values = Expression.Parameter(typeof(IDictionary<string, object?>));
        var prefix = Expression.Parameter(typeof(string));
        var faults = Expression.Parameter(typeof(InputFaults));
        var body = Expression.New(record.GetConstructors().Single(),
            fields.Select(field => Value(field, values, prefix, faults)));
        var type = typeof(BindInput<>).MakeGenericType(record);
        var bind = Expression.Lambda(type, body, values, prefix, faults).Compile();
        return (InputBinder)Activator.CreateInstance(typeof(InputBinder<>).MakeGenericType(record),
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [bind], null)!;
    }

    private static MethodCallExpression Value(InputField field, Expression values, Expression prefix, Expression faults)
    {
        var type = field.Parameter.ParameterType;
        Expression[] arguments =
            [values, Expression.Constant(field.Graph.Name), prefix, faults, Expression.Constant(field.Read)];
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)
            ? Call(nameof(InputReaders.OptionalField), type.GetGenericArguments()[0], arguments)
            : Call(nameof(InputReaders.Field), type, [.. arguments, Absent(field.Parameter)]);
    }

    private static Expression Absent(ParameterInfo parameter)
        => parameter is { HasDefaultValue: true, DefaultValue: { } value }
            ? Expression.Convert(Expression.Constant(value), parameter.ParameterType)
            : Expression.Default(parameter.ParameterType);

    private static MethodCallExpression Call(string reader, Type type, Expression[] arguments)
        => Expression.Call(typeof(InputReaders), reader, [type], arguments);
}
