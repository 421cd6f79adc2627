using System.Linq.Expressions;
using System.Text;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Turns selections on rows into a chain of writer calls, and collects the nested lists that need a level of their own.
/// </summary>
internal sealed class ProjectionBuilder(
    TypeCatalog catalog, ExpressionComposer composer, SelectionReader reader, RowLayout layout, NestedLevels nested)
{
    private readonly ValueBuilder _values = new(catalog, reader, nested);

    /// <summary>Appends an object's places to the chain.</summary>
    internal Expression Object(Expression chain, IReadOnlyList<SelectedField> fields, Position at)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            var prefix = RowLayout.Prefix(field.ResponseKey, isFirst);
            chain = Field(chain, field, prefix, at);
            isFirst = false;
        }

        return chain;
    }

    private Expression Field(Expression chain, SelectedField field, byte[] prefix, Position at)
    {
        if (field.Name is "__typename")
            return Call(chain, nameof(RowWriter.TypeName), Place(new Slot(prefix, field.ResponseKey, true, Json(at.Type.Name))));
        return at.Type.Find(field.Name) switch
        {
            ScalarField scalar => Scalar(chain, scalar, field, prefix, at),
            ReferenceField reference => Reference(chain, reference, field, prefix, at),
            ValueField value => Value(chain, value, field, prefix, at),
            ListField list => List(chain, list, field, prefix, at),
            ComputedField computed => Computed(chain, computed, field, prefix, at),
            _ => throw new InvalidOperationException($"{at.Type.Name}.{field.Name} is not planned.")
        };
    }

    private MethodCallExpression Scalar(Expression chain, ScalarField scalar, SelectedField field, byte[] prefix, Position at)
    {
        var value = composer.Inline(scalar.Source, at.Row);
        if (scalar.Wire is WireKind.EnumList) return Enums(chain, scalar, field, prefix, IfThere(value, at));

        var type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        var slot = Place(new Slot(prefix, field.ResponseKey, !scalar.IsNullable,
            scalar.IdTypeName is { } name ? Encoding.UTF8.GetBytes(name) : null,
            Enum: scalar.Wire is WireKind.Enum ? EnumText.Of(type) : null));
        var written = ExpressionComposer.AsNullable(value);
        if (value is MethodCallExpression) written = IfThere(written, at);
        return scalar.Wire is WireKind.Enum
            ? Call(chain, nameof(RowWriter.Enum), [type], slot, written)
            : Call(chain, scalar.Wire.ToString(), slot, written);
    }

    private MethodCallExpression Enums(Expression chain, ScalarField scalar, SelectedField field, byte[] prefix, Expression value)
    {
        var type = scalar.Source.ReturnType.GetGenericArguments()[0];
        var slot = Place(new Slot(prefix, field.ResponseKey, !scalar.IsNullable, Enum: EnumText.Of(type)));
        return Call(chain, nameof(RowWriter.Enums), [type], slot, value);
    }

    private MethodCallExpression Reference(Expression chain, ReferenceField reference, SelectedField field, byte[] prefix, Position at)
    {
        var target = catalog.Entity(reference.TargetClrType, reference.TargetType);
        var row = composer.Inline(reference.Source, at.Row);
        var exists = reference.IsNullable || at.MayBeMissing
            ? (Expression)Expression.NotEqual(row, Expression.Constant(null, row.Type))
            : Expression.Constant(true);
        var slot = Place(new Slot(prefix, field.ResponseKey, !reference.IsNullable));
        chain = Call(chain, nameof(RowWriter.Open), slot, reference.IsView ? Expression.Constant(true) : exists);
        chain = Object(chain, reader.Collect(field.Sets, target.Name),
            new Position(row, target, at.MayBeMissing || reference.IsNullable, [.. at.Path, field.ResponseKey]));
        return Call(chain, nameof(RowWriter.Close));
    }

    private MethodCallExpression Value(Expression chain, ValueField value, SelectedField field, byte[] prefix, Position at)
    {
        var writer = _values.Writer(catalog.Value(value.ValueClrType), field);
        var slot = Place(new Slot(prefix, field.ResponseKey, !value.IsNullable, Value: writer));
        return Call(chain, nameof(RowWriter.Value), [value.ValueClrType], slot,
            IfThere(composer.Inline(value.Source, at.Row), at));
    }

    /// <summary>What .NET computes of a row that is missing is not computed: its columns are null where none may be.</summary>
    private static Expression IfThere(Expression value, Position at) => at.MayBeMissing
        ? Expression.Condition(Expression.NotEqual(at.Row, Expression.Constant(null, at.Row.Type)), value,
            Expression.Default(value.Type))
        : value;

    private MethodCallExpression List(Expression chain, ListField list, SelectedField field, byte[] prefix, Position at)
        => Hole(chain, prefix, at, new NestedLevel(LevelSource.Parents, list, field, at.Type.Name)
        {
            Parent = at.Type,
            Path = [.. at.Path, field.ResponseKey]
        });

    private MethodCallExpression Computed(
        Expression chain, ComputedField computed, SelectedField field, byte[] prefix, Position at)
        => Hole(chain, prefix, at, new NestedLevel(LevelSource.Computed, computed.List(), field, at.Type.Name)
        {
            Parent = at.Type,
            Computed = computed,
            Path = [.. at.Path, field.ResponseKey]
        });

    private MethodCallExpression Hole(Expression chain, byte[] prefix, Position at, NestedLevel level)
    {
        var slot = Place(new Slot(prefix, level.Field.ResponseKey, false, Child: nested.Add(level)));
        var key = at.Type.Key
            ?? throw new InvalidOperationException(
                $"{at.Type.Name}.{level.Field.Name} needs the type's key: Node or KeyedBy.");
        return Call(chain, nameof(RowWriter.Hole), slot, ExpressionComposer.AsNullable(composer.Inline(key, at.Row)));
    }

    internal ConstantExpression Place(Slot slot) => Expression.Constant(layout.Add(slot));

    internal static MethodCallExpression Call(Expression chain, string method, params Expression[] arguments)
        => Call(chain, method, null, arguments);

    internal static byte[] Json(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");

    private static MethodCallExpression Call(Expression chain, string method, Type[]? types, params Expression[] arguments)
        => Expression.Call(chain, method, types, arguments);

    /// <summary>The row that stands at a place of the response.</summary>
    internal sealed record Position(Expression Row, EntityType Type, bool MayBeMissing, string[] Path);
}
