using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>All rows of a database, in an order in which they can be written again.</summary>
internal static class Rows
{
    public static async Task<List<object>> AllAsync(PipelineDatabase database)
    {
        await using var context = database.Lease();
        return
        [
            .. await Of(context.Pipelines), .. await Of(context.Stages), .. await Of(context.ExitCriteria),
            .. await Of(context.SalesReps), .. await Of(context.Actors), .. await Of(context.Accounts),
            .. await Of(context.Contacts), .. await Of(context.ExchangeRates), .. await Of(context.Deals),
            .. await Of(context.StageTransitions), .. await Of(context.StageVisits), .. await Of(context.FieldChanges),
            .. await Of(context.Activities), .. await Of(context.Objections), .. await Of(context.ChecklistCompletions),
            .. await Of(context.StalledDealAlerts), .. await Of(context.PipelineEvents),
        ];
    }

    public static async Task AddAsync(PipelineDatabase database, IReadOnlyCollection<object> rows)
    {
        await using var context = database.Lease();
        await using var bulk = new BulkInsert(context);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await AddAsync<Pipeline>(bulk, rows);
        await AddAsync<Stage>(bulk, rows);
        await AddAsync<ExitCriterion>(bulk, rows);
        await AddAsync<SalesRep>(bulk, rows);
        await AddAsync<Actor>(bulk, rows);
        await AddAsync<Account>(bulk, rows);
        await AddAsync<Contact>(bulk, rows);
        await AddAsync<ExchangeRate>(bulk, rows);
        await AddAsync<Deal>(bulk, rows);
        await AddAsync<StageTransition>(bulk, rows);
        await AddAsync<StageVisit>(bulk, rows);
        await AddAsync<FieldChange>(bulk, rows);
        await AddAsync<Activity>(bulk, rows);
        await AddAsync<Objection>(bulk, rows);
        await AddAsync<ChecklistCompletion>(bulk, rows);
        await AddAsync<StalledDealAlert>(bulk, rows);
        await AddAsync<PipelineEvent>(bulk, rows);
        await transaction.CommitAsync();
    }

    /// <summary>Lets the event log of a copy end where that of its source does.</summary>
    public static async Task CopyLogEndAsync(PipelineDatabase source, PipelineDatabase copy)
    {
        await using var from = source.Lease();
        await using var to = copy.Lease();
        var latest = (await from.EventHeads.AsNoTracking().SingleAsync()).Position;
        await to.EventHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Position, latest));
    }

    private static Task AddAsync<T>(BulkInsert bulk, IEnumerable<object> rows) where T : class
        => bulk.AddAsync(rows.OfType<T>(), CancellationToken.None);

    private static Task<List<T>> Of<T>(DbSet<T> table) where T : class => table.AsNoTracking().ToListAsync();
}
