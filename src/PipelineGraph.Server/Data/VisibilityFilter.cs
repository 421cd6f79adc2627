using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Data;

/// <summary>The one filter by which deals are hidden, and everything that hangs on a deal with it.</summary>
internal static class VisibilityFilter
{
    public const string Name = "Visibility";

    private static readonly Expression<Func<PipelineDbContext, Deal, bool>> OfDeal = (context, deal)
        => deal.OwnerId.HasValue && Enumerable.Contains(context.Sight.Owners, deal.OwnerId.Value);

    /// <summary>Who saw a deal until it got another owner hears of that, and of nothing later.</summary>
    private static readonly Expression<Func<PipelineDbContext, PipelineEvent, bool>> IsFarewell = (context, happened)
        => happened.Type == PipelineEventType.DealAssigned
            && ((happened.FormerOwnerId.HasValue
                    && Enumerable.Contains(context.Sight.Self, happened.FormerOwnerId.Value))
                || (happened.FormerOwnerTeam != null && happened.FormerOwnerTeam == context.Sight.Team));

    /// <summary>Of a farewell the change of the owner is told, and no other change.</summary>
    private static readonly Expression<Func<PipelineDbContext, FieldChange, bool>> OfChange = (context, change)
        => context.Deals.Any(deal => deal.Id == change.DealId)
            || (change.Field == TrackedField.Owner && context.PipelineEvents.Any(happened
                => happened.DealId == change.DealId && happened.Type == PipelineEventType.DealAssigned
                    && happened.FirstChange <= change.Sequence && happened.LastChange >= change.Sequence));

    /// <summary>Puts it on deals, and on every entity that has a deal.</summary>
    public static void AddTo(ModelBuilder model, PipelineDbContext context)
    {
        // Else the event would go with its deal, by an inner join.
        model.Entity<PipelineEvent>().HasOne(happened => happened.Deal).WithMany().IsRequired(false);
        foreach (var entity in model.Model.GetEntityTypes().Select(entity => entity.ClrType).ToList())
        {
            var row = Expression.Parameter(entity, "row");
            var condition = entity == typeof(Deal) ? Of(OfDeal, context, row)
                : entity == typeof(FieldChange) ? Of(OfChange, context, row)
                : entity.GetProperty(nameof(Deal))?.PropertyType != typeof(Deal) ? null
                : Of(OfDeal, context, Expression.Property(row, nameof(Deal)));
            if (entity == typeof(PipelineEvent)) condition = Expression.OrElse(condition!, Of(IsFarewell, context, row));
            if (condition is not null)
                model.Entity(entity).HasQueryFilter(Name, Expression.Lambda(condition, row));
        }
    }

    private static Expression Of(LambdaExpression condition, PipelineDbContext context, Expression row)
        => ReplacingExpressionVisitor.Replace(condition.Parameters[1], row,
            ReplacingExpressionVisitor.Replace(condition.Parameters[0], Expression.Constant(context), condition.Body));
}
