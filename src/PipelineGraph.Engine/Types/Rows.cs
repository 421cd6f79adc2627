using System.Linq.Expressions;

namespace PipelineGraph.Engine.Types;

/// <summary>
/// Markers for field and source expressions. They are never called: the planner replaces each by a table or by a
/// parameter of the query.
/// </summary>
public static class Rows
{
    /// <summary>All rows of an entity: the table itself, inside a field's or a list's expression.</summary>
    public static IQueryable<T> Of<T>() where T : class => throw OnlyInExpressions();

    /// <summary>A value of the request, such as the caller's subject, known when the query runs.</summary>
    /// <param name="name">Name under which the host supplies it (<see cref="Planning.PlanningOptions.RequestValues"/>).</param>
    public static T Request<T>(string name) => throw OnlyInExpressions(name);

    /// <summary>Another expression, put in here; it has to stand in a static readonly field.</summary>
    public static TResult Use<T, TResult>(Expression<Func<T, TResult>> expression, T row)
        => throw OnlyInExpressions(expression.ToString());

    /// <summary>Another expression that depends on the instant of the query, put in here.</summary>
    public static TResult Use<T, TResult>(Expression<Func<T, DateTime, TResult>> expression, T row, DateTime now)
        => throw OnlyInExpressions(expression.ToString());

    private static InvalidOperationException OnlyInExpressions(string? name = null)
        => new($"This marker{(name is null ? "" : $" ({name})")} only stands in expressions that the planner reads.");
}
