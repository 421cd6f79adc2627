using System.ComponentModel;
using System.Linq.Expressions;
using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Mutations.Errors;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Mutations.Building;

/// <summary>Makes the fields of payloads, and of the objects in them, from the properties of records.</summary>
internal sealed class ResultTypes(GraphTypes types, ErrorTypes errors)
{
    private readonly Dictionary<Type, ObjectGraphType> _objects = [];

    /// <summary>Adds a record's properties. A payload's are all nullable: a refused mutation has none.</summary>
    internal void AddFields(ObjectGraphType type, Type record, bool isPayload)
    {
        foreach (var property in record.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            type.AddField(Field(property, isPayload));
    }

    private FieldType Field(PropertyInfo property, bool isPayload)
    {
        var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        var description = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
        var isNullable = isPayload || MayBeNull(property);
        var value = Getter(property);
        if (Keyed(property, name, value) is { } keyed)
        {
            keyed.Description(description);
            return types.Field(isNullable ? keyed.Nullable() : keyed.NonNull());
        }

        var (type, convert) = Output(property);
        var field = new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = isNullable ? type : new NonNullGraphType(type),
            Resolver = new FuncFieldResolver<object?>(context
                => value(context.Source) is { } found ? convert(found) : null)
        };
        return type is ListGraphType { ResolvedType: NonNullGraphType { ResolvedType: ObjectGraphType } }
            ? field.ListSize(ListField.DefaultAssumedSize)
            : field;
    }

    /// <summary>Entities are planned by key; a name that ends in Id shows the id itself.</summary>
    private static KeyedField? Keyed(PropertyInfo property, string name, Func<object?, object?> value)
    {
        if (!property.Name.EndsWith("Id", StringComparison.Ordinal) && RowOf(property.PropertyType) is { } one)
        {
            var (key, row) = (NodeKeys.One(one), NodeKeys.Row(one));
            return KeyedField.One(name, one, source => key(value(source))).InHand(source => row(value(source)));
        }

        if (ItemOf(property.PropertyType) is not { } item || RowOf(item) is not { } many) return null;
        var keys = NodeKeys.Many(many);
        return KeyedField.Many(name, many, source => keys(value(source)));
    }

    private (IGraphType Type, Func<object, object?> Convert) Output(PropertyInfo property)
    {
        if (property.GetCustomAttribute<ErrorsOfAttribute>() is { } refusals)
            return (errors.ListOf(refusals.Mutation), found => errors.Catalog.Raise((IEnumerable<Exception>)found));
        if (RowOf(property.PropertyType) is { } row)
        {
            var (typeName, key) = (types.Catalog.Entity(row).Name, NodeKeys.One(row));
            return (types.Catalog.Scalars[WireKind.Id], found => NodeIdCodec.Encode(typeName, key(found)!.Value));
        }

        return (ItemOf(property.PropertyType) is { } item
            ? new ListGraphType(new NonNullGraphType(Single(item)))
            : Single(property.PropertyType), found => found);
    }

    private IGraphType Single(Type type)
    {
        if (type == typeof(string) || !type.IsClass) return types.Catalog.Scalar(WireKinds.Of(type), type);
        return types.Catalog.Values.Any(value => value.ClrType == type)
            ? types.Object(types.Catalog.Value(type))
            : Object(type);
    }

    private ObjectGraphType Object(Type record)
    {
        if (_objects.TryGetValue(record, out var known)) return known;

        var type = new ObjectGraphType
        {
            Name = record.Name,
            Description = record.GetCustomAttribute<DescriptionAttribute>()?.Description
        };
        _objects.Add(record, type);
        AddFields(type, record, isPayload: false);
        return type;
    }

    private static bool MayBeNull(PropertyInfo property)
        => new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;

    private static Type? RowOf(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsGenericType && value.GetGenericTypeDefinition() == typeof(NodeId<>)
            ? value.GetGenericArguments()[0]
            : null;
    }

    private static Type? ItemOf(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static Func<object?, object?> Getter(PropertyInfo property)
    {
        var source = Expression.Parameter(typeof(object));
        var value = Expression.Convert(
            Expression.Property(Expression.Convert(source, property.DeclaringType!), property), typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(value, source).Compile();
        return found => (found is Refused refused ? refused.Data : found) is { } data ? read(data) : null;
    }
}
