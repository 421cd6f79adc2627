using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Data;

/// <summary>The one filter by which deals are hidden, and everything that hangs on a deal with it.</summary>
internal static class VisibilityFilter
{
    public const string Name = "Visibility";

    /// <summary>Puts it on deals, and on every entity that has a deal.</summary>
    public static void AddTo(ModelBuilder model, PipelineDbContext context)
    {
        foreach (var entity in model.Model.GetEntityTypes().Select(entity => entity.ClrType).ToList())
        {
            var row = Expression.Parameter(entity, "row");
            Expression? deal = entity == typeof(Deal) ? row
                : entity.GetProperty(nameof(Deal))?.PropertyType == typeof(Deal) ? Expression.Property(row, nameof(Deal))
                : null;
            if (deal is not null)
                model.Entity(entity).HasQueryFilter(Name, Expression.Lambda(IsVisible(deal, context), row));
        }
    }

    private static BinaryExpression IsVisible(Expression deal, PipelineDbContext context)
    {
        var owner = Expression.Property(deal, nameof(Deal.OwnerId));
        var owners = Expression.Property(Expression.Constant(context), nameof(PipelineDbContext.VisibleOwners));
        return Expression.AndAlso(
            Expression.Property(owner, nameof(Nullable<Guid>.HasValue)),
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(Guid)],
                owners, Expression.Property(owner, nameof(Nullable<Guid>.Value))));
    }
}
