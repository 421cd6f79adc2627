using System.ComponentModel;
using System.Reflection;
using GraphQL.Types;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Mutations.Inputs;

/// <summary>Makes input types and their binders from records: .NET's nullability is GraphQL's.</summary>
internal sealed class InputTypes(TypeCatalog catalog)
{
    private readonly Dictionary<string, (Type Record, InputObjectGraphType Type, InputBinder Binder)> _records = [];

    /// <summary>The input type of a record, which may have another name than the record.</summary>
    internal (InputObjectGraphType Type, InputBinder Binder) Record(
        Type record, string name, string? description = null)
    {
        if (_records.TryGetValue(name, out var known))
        {
            return known.Record == record
                ? (known.Type, known.Binder)
                : throw new InvalidOperationException($"{record} and {known.Record} would both be the input {name}.");
        }

        var type = new InputObjectGraphType { Name = name, Description = DescriptionOf(record) ?? description };
        var fields = record.GetConstructors().Single().GetParameters().Select(Field).ToList();
        foreach (var field in fields) type.AddField(field.Graph);
        var binder = RecordBinding.Compile(record, fields);
        _records.Add(name, (record, type, binder));
        return (type, binder);
    }

    private InputField Field(ParameterInfo parameter)
    {
        var nullability = new NullabilityInfoContext().Create(parameter);
        var isOptional = IsA(parameter.ParameterType, typeof(Optional<>));
        var value = isOptional ? Cleared(parameter) : parameter.ParameterType;
        var (type, read) = Value(value, isOptional ? nullability.GenericTypeArguments[0] : nullability);
        var property = parameter.Member.DeclaringType!.GetProperty(parameter.Name!);
        if (property?.GetCustomAttribute<NeverClearedAttribute>() is not null)
            read = Close(nameof(InputReaders.NeverCleared), value, read);
        var isNullable = isOptional || nullability.WriteState is NullabilityState.Nullable;
        return new InputField(parameter, read, new FieldType
        {
            Name = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..],
            Description = DescriptionOf(property),
            ResolvedType = isNullable ? type : new NonNullGraphType(type),
            DefaultValue = !isNullable && parameter.HasDefaultValue ? parameter.DefaultValue : null
        });
    }

    private (IGraphType Type, Delegate Read) Value(Type type, NullabilityInfo nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            var (inner, read) = Value(value, nullability);
            return (inner, Close(nameof(InputReaders.Nullable), value, read));
        }

        if (type == typeof(string)) return (catalog.Scalars[WireKind.Text], InputReaders.Text());
        if (IsA(type, typeof(NodeId<>)))
        {
            var row = type.GetGenericArguments()[0];
            return (catalog.Scalars[WireKind.Id], Close(nameof(InputReaders.Id), row, catalog.Entity(row).Name));
        }

        if (IsA(type, typeof(IReadOnlyList<>)))
            return List(type.GetGenericArguments()[0], nullability.GenericTypeArguments[0]);
        if (type is { IsClass: true })
        {
            var (record, binder) = Record(type, type.Name);
            return (record, Close(nameof(InputReaders.Record), type, binder));
        }

        return (catalog.Scalar(WireKinds.Of(type), type), Close(nameof(InputReaders.Scalar), type));
    }

    private (IGraphType Type, Delegate Read) List(Type item, NullabilityInfo nullability)
    {
        var (type, read) = Value(item, nullability);
        var isNullable = nullability.WriteState is NullabilityState.Nullable;
        return (new ListGraphType(isNullable ? type : new NonNullGraphType(type)),
            Close(nameof(InputReaders.List), item, read));
    }

    private static Type Cleared(ParameterInfo parameter)
    {
        var value = parameter.ParameterType.GetGenericArguments()[0];
        return !value.IsValueType || Nullable.GetUnderlyingType(value) is not null
            ? value
            : throw new InvalidOperationException(
                $"{parameter.Member.DeclaringType!.Name}.{parameter.Name} cannot be null: say {value.Name}?.");
    }

    private static Delegate Close(string reader, Type type, params object[] arguments)
        => (Delegate)typeof(InputReaders).GetMethod(reader, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(null, arguments)!;

    private static bool IsA(Type type, Type definition)
        => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static string? DescriptionOf(MemberInfo? member)
        => member?.GetCustomAttribute<DescriptionAttribute>()?.Description;
}
