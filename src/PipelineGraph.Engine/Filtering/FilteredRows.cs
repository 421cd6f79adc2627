using System.Linq.Expressions;
using System.Security.Claims;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types.Building;

namespace PipelineGraph.Engine.Filtering;

/// <summary>
/// The planner's filters for ordinary LINQ: a resolver that counts and sums means the same rows by `where` as a list.
/// </summary>
public sealed class FilteredRows
{
    private readonly Lazy<GraphSchema> _schema;
    private readonly PlanningOptions _options;
    private readonly TimeProvider _clock;

    // The schema is asked for late: its own declarations may need this.
    internal FilteredRows(Func<GraphSchema> schema, PlanningOptions options, TimeProvider clock)
        => (_schema, _options, _clock) = (new Lazy<GraphSchema>(schema), options, clock);

    /// <summary>The rows of an entity that an argument of the resolved field lets through; all without it.</summary>
    /// <remarks>Operands are parameters of the query, so that filters of one shape share one compiled query.</remarks>
    /// <exception cref="ExecutionError">A null stands where the filter takes none (HC0026).</exception>
    public IQueryable<T> Of<T>(DbContext context, IResolveFieldContext field, string argument = "where") where T : class
        => Of<T>(context, Where(field, argument), field.User);

    /// <summary>The value of an argument; null without it.</summary>
    public static object? Where(IResolveFieldContext field, string argument = "where")
        => field.Arguments?.TryGetValue(argument, out var given) is true ? given.Value : null;

    /// <summary>The same, for whoever reads when the field is resolved already: its context serves another field
    /// then.</summary>
    /// <param name="where">Value of the argument.</param>
    /// <param name="user">Who asks.</param>
    public IQueryable<T> Of<T>(DbContext context, object? where, ClaimsPrincipal? user) where T : class
    {
        var catalog = _schema.Value.Catalog;
        var compiler = new FilterCompiler(catalog, new ExpressionComposer(context.Model), "");
        var filter = compiler.Compile(catalog.Entity(typeof(T)), where);
        if (filter.Condition is not { } condition) return context.Set<T>();

        var values = filter.Operands.ToDictionary(operand => operand.Parameter, operand => operand.Read(where));
        values[ExpressionComposer.Now] = Instants.Of(_clock);
        foreach (var (name, value) in _options.RequestValues)
            values[ExpressionComposer.RequestPrefix + name] = value(user);
        var rows = context.Set<T>();
        var ordinary = new Ordinary(((EntityQueryRootExpression)rows.AsQueryable().Expression).QueryProvider!, values);
        return rows.Where((Expression<Func<T, bool>>)ordinary.Visit(condition));
    }

    /// <summary>
    /// Makes ordinary LINQ of the planner's: values are captured variables, which EF makes parameters of, and tables are
    /// those of one context.
    /// </summary>
    private sealed class Ordinary(IAsyncQueryProvider provider, Dictionary<string, object?> values) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            QueryParameterExpression parameter => Expression.Field(
                Expression.Constant(Variable(node.Type, values[parameter.Name])), nameof(Variable<>.Value)),
            EntityQueryRootExpression root => new EntityQueryRootExpression(provider, root.EntityType),
            _ => base.VisitExtension(node),
        };

        private static object Variable(Type type, object? value)
            => Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type), value)!;
    }

    private sealed class Variable<TValue>(TValue value)
    {
        internal readonly TValue Value = value;
    }
}
