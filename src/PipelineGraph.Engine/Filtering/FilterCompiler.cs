using System.Linq.Expressions;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Filtering;

/// <summary>
/// Makes a condition from the shape of a `where` argument. Negation is carried down to the operations, each of which
/// has an exact complement with nulls included, so that `ngt` is true where `gt` is not, as in LINQ to Objects, whatever
/// the database makes of NOT and null.
/// </summary>
/// <param name="catalog">The declarations.</param>
/// <param name="composer">Puts expressions together.</param>
/// <param name="prefix">Prefix of the parameters' names, unique among the filters of one query.</param>
internal sealed class FilterCompiler(TypeCatalog catalog, ExpressionComposer composer, string prefix)
{
    private readonly List<FilterOperand> _operands = [];

    internal FilterPlan Compile(EntityType item, object? where)
    {
        if (where is not IDictionary<string, object?> filter) return FilterPlan.None;

        var row = Expression.Parameter(item.ClrType, "row");
        var condition = Object(filter, new Place(row, item, false, []), negated: false);
        return condition is ConstantExpression { Value: true }
            ? FilterPlan.None
            : new FilterPlan(Expression.Lambda(condition, row), _operands);
    }

    private Expression Object(IDictionary<string, object?> filter, Place place, bool negated)
    {
        var result = Logic.All(negated);
        foreach (var (name, value) in filter)
            result = Logic.And(result, Member(name, value, place, negated), negated);
        return result;
    }

    private Expression Member(string name, object? value, Place place, bool negated) => place.Type.Find(name) switch
    {
        ScalarField field => Scalar(field, name, value, place, negated),
        ReferenceField field => Reference(field, name, value, place, negated),
        ListField field => List(field, name, value, place, negated),
        _ => Several(name, value, negated, place.Path, (item, path) => Object(item, place with { Path = path }, negated))
    };

    /// <summary>`and` and `or` of entities and of text operations.</summary>
    private static Expression Several(string name, object? value, bool negated, object[] path,
        Func<IDictionary<string, object?>, object[], Expression> item)
    {
        var filters = (value as IEnumerable<object?>)?.ToList() ?? [];
        var (any, result) = (name is "or", (Expression?)null);
        for (var i = 0; i < filters.Count; i++)
        {
            if (filters[i] is not IDictionary<string, object?> filter) continue;
            var condition = item(filter, [.. path, name, i]);
            if (result is null) result = condition;
            else result = Logic.And(result, condition, any != negated);
        }

        return result ?? Logic.All(negated);
    }

    private Expression Reference(ReferenceField field, string name, object? value, Place place, bool negated)
    {
        if (value is not IDictionary<string, object?> filter) throw FilterErrors.NullValue(name, place.FilterType);
        var target = new Place(
            composer.Inline(field.Source, place.Row),
            catalog.Entity(field.TargetClrType, field.TargetType),
            place.MayBeMissing || field.IsNullable,
            [.. place.Path, name]);
        return Object(filter, target, negated);
    }

    private Expression List(ListField field, string name, object? value, Place place, bool negated)
    {
        if (value is not IDictionary<string, object?> operations) throw FilterErrors.NullValue(name, place.FilterType);
        var item = catalog.Entity(field.ItemClrType);
        var rows = composer.Inline(field.Source, place.Row);
        var result = Logic.All(negated);
        foreach (var (operation, operand) in operations)
            result = Logic.And(result, Quantified(operation, operand, item, rows, [.. place.Path, name, operation], negated), negated);
        return result;
    }

    private Expression Quantified(string operation, object? operand, EntityType item, Expression rows, object[] path, bool negated)
    {
        if (operation is "any")
        {
            if (operand is not bool wanted) throw FilterErrors.NullValue(operation, $"ListFilterInputTypeOf{item.Name}FilterInput");
            return Not(Any(rows, item.ClrType, null), wanted == negated);
        }

        if (operand is not IDictionary<string, object?> filter)
            throw FilterErrors.NullValue(operation, $"ListFilterInputTypeOf{item.Name}FilterInput");
        var row = Expression.Parameter(item.ClrType, $"item{path.Length}");
        var condition = Object(filter, new Place(row, item, false, path), negated: operation is "all");
        return Not(Any(rows, item.ClrType, Expression.Lambda(condition, row)), operation is "some" == negated);
    }

    private Expression Scalar(ScalarField field, string name, object? value, Place place, bool negated)
    {
        if (value is not IDictionary<string, object?> operations) throw FilterErrors.NullValue(name, place.FilterType);
        var compared = composer.Inline(field.Compared, place.Row);
        var nullable = place.MayBeMissing || field.IsNullable;
        var scalar = new ScalarFilter(field, nullable ? ExpressionComposer.AsNullable(compared) : compared, nullable, Parameter);
        return Operations(operations, scalar, [.. place.Path, name], negated);
    }

    private static Expression Operations(IDictionary<string, object?> operations, ScalarFilter scalar, object[] path, bool negated)
    {
        var result = Logic.All(negated);
        foreach (var (operation, operand) in operations)
        {
            var condition = operation is "and" or "or"
                ? Several(operation, operand, negated, path, (item, inner) => Operations(item, scalar, inner, negated))
                : scalar.Condition(operation, operand, [.. path, operation], negated);
            result = Logic.And(result, condition, negated);
        }

        return result;
    }

    private string Parameter(object[] path, Func<object, object?> convert)
    {
        var name = $"{prefix}{_operands.Count}";
        _operands.Add(new FilterOperand(name, path, convert));
        return name;
    }

    private static MethodCallExpression Any(Expression rows, Type item, LambdaExpression? condition)
    {
        var isQuery = rows.Type.IsAssignableTo(typeof(IQueryable));
        Expression[] arguments = condition is null
            ? [rows]
            : [rows, isQuery ? Expression.Quote(condition) : condition];
        return Expression.Call(isQuery ? typeof(Queryable) : typeof(Enumerable), nameof(Enumerable.Any), [item], arguments);
    }

    private static Expression Not(Expression condition, bool negated) => negated ? Expression.Not(condition) : condition;

    private sealed record Place(Expression Row, EntityType Type, bool MayBeMissing, object[] Path)
    {
        internal string FilterType => Type.Name + "FilterInput";
    }
}
