using System.Linq.Expressions;
using GraphQLParser.AST;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Sorting;

/// <summary>Reads an `order` argument into keys, ended by the row's own key so that every order is total.</summary>
internal sealed class OrderReader(TypeCatalog catalog, ExpressionComposer composer)
{
    /// <param name="item">Type of the rows.</param>
    /// <param name="order">The coerced argument: a list of objects, or null.</param>
    /// <param name="written">The argument as written, which tells the order of several keys in one object.</param>
    /// <param name="natural">The order without the argument.</param>
    internal IReadOnlyList<OrderKey> Read(EntityType item, object? order, GraphQLValue? written, IReadOnlyList<NaturalKey> natural)
    {
        var keys = new List<OrderKey>();
        var row = Expression.Parameter(item.ClrType, "row");
        var objects = (order as IEnumerable<object?>)?.OfType<IDictionary<string, object?>>().ToList() ?? [];
        for (var i = 0; i < objects.Count; i++)
            Read(keys, new Place(row, row, item, "", false), objects[i], ObjectAt(written, i));

        if (keys.Count == 0) keys.AddRange(natural.Select(key => Natural(row, key)));
        var unique = keys.FindIndex(key => key.Path is "id");
        if (unique < 0) keys.Add(OwnKey(row, item, keys));
        else keys.RemoveRange(unique + 1, keys.Count - unique - 1);   // they order nothing; the last key is the row's own
        return keys;
    }

    private void Read(List<OrderKey> keys, Place place, IDictionary<string, object?> order, GraphQLObjectValue? written)
    {
        foreach (var (name, value) in InWrittenOrder(order, written))
        {
            var path = place.Path.Length > 0 ? $"{place.Path}.{name}" : name;
            switch (place.Type.Find(name))
            {
                case ScalarField scalar when value is SortDirection direction:
                    if (!keys.Exists(key => key.Path == path)) keys.Add(Key(place, scalar, path, direction));
                    break;
                case ReferenceField reference when value is IDictionary<string, object?> nested:
                    Read(keys, Into(place, reference, path), nested, Field(written, name)?.Value as GraphQLObjectValue);
                    break;
            }
        }
    }

    private OrderKey Key(Place place, ScalarField scalar, string path, SortDirection direction)
    {
        var value = composer.Inline(scalar.Compared, place.Value);
        var nullable = place.MayBeMissing || scalar.IsNullable;
        return new OrderKey(Expression.Lambda(nullable ? ExpressionComposer.AsNullable(value) : value, place.Row),
            direction is SortDirection.Descending, nullable, path, scalar.DependsOnClock);
    }

    private Place Into(Place place, ReferenceField reference, string path) => place with
    {
        Value = composer.Inline(reference.Source, place.Value),
        Type = catalog.Entity(reference.TargetClrType, reference.TargetType),
        Path = path,
        MayBeMissing = place.MayBeMissing || reference.IsNullable
    };

    private OrderKey Natural(ParameterExpression row, NaturalKey key)
    {
        var value = composer.Inline(key.Key, row);
        return new OrderKey(Expression.Lambda(value, row), key.Descending, Nullability.MayBeNull(key.Key.Body),
            "~" + key.Key.Body.ToString().Split('.')[^1], false);
    }

    /// <summary>The tie-breaker takes the direction of the last key, so that one index serves both directions.</summary>
    private OrderKey OwnKey(ParameterExpression row, EntityType item, List<OrderKey> keys)
        => new(Expression.Lambda(composer.Inline(item.Key!, row), row), keys.Count > 0 && keys[^1].IsDescending, false, "id", false);

    private static IEnumerable<KeyValuePair<string, object?>> InWrittenOrder(
        IDictionary<string, object?> order, GraphQLObjectValue? written)
        => written?.Fields is { Count: > 1 } fields
            ? order.OrderBy(pair => fields.FindIndex(field => field.Name.Value == pair.Key))
            : order;

    private static GraphQLObjectValue? ObjectAt(GraphQLValue? written, int index) => written switch
    {
        GraphQLListValue { Values: { } values } when index < values.Count => values[index] as GraphQLObjectValue,
        GraphQLObjectValue single => single,
        _ => null
    };

    private static GraphQLObjectField? Field(GraphQLObjectValue? written, string name)
        => written?.Fields?.Find(field => field.Name.Value == name);

    private sealed record Place(ParameterExpression Row, Expression Value, EntityType Type, string Path, bool MayBeMissing);
}
