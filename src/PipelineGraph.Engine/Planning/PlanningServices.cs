using GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Building;

namespace PipelineGraph.Engine.Planning;

public static class PlanningServices
{
    /// <summary>
    /// Adds the schema made of all registered declarations (<see cref="Types.EntityType"/>,
    /// <see cref="Types.ValueObjectType"/>, <see cref="Types.EnumType"/>, <see cref="Types.ObjectFields"/>,
    /// <see cref="MutationType"/>, <see cref="ErrorType"/>, <see cref="Events.SubscriptionType"/>) and the planner that
    /// answers it. The host adds a <see cref="PlannerDatabase"/>, <see cref="MutationOptions"/> if it has mutations, and
    /// an <see cref="Events.EventFeed"/> if it has subscriptions.
    /// </summary>
    public static IServiceCollection AddPlannedSchema(
        this IServiceCollection services, Action<IServiceProvider, PlanningOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new MutationOptions());
        services.AddSingleton(provider =>
        {
            var options = new PlanningOptions();
            configure?.Invoke(provider, options);
            return options;
        });
        services.AddSingleton<GraphSchema>();
        services.AddSingleton<ISchema>(provider => provider.GetRequiredService<GraphSchema>());
        services.AddSingleton(provider => new PlanExecutor(
            provider.GetRequiredService<GraphSchema>(),
            provider.GetRequiredService<PlannerDatabase>(),
            provider.GetRequiredService<PlanningOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EventRenderer>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton(provider => new FilteredRows(
            provider.GetRequiredService<GraphSchema>,
            provider.GetRequiredService<PlanningOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExecutionStrategySelector>(provider =>
            new PlannedStrategySelector(provider.GetRequiredService<PlanExecutor>()));
        return services;
    }
}
