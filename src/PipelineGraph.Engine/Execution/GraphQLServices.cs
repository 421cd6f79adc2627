using System.Diagnostics.Metrics;
using GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Rates;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.Transport;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Execution;

public static class GraphQLServices
{
    /// <summary>
    /// Adds the <see cref="GraphQLExecutor"/>. The host adds an <see cref="ISchema"/>, and may add an
    /// <see cref="IExecutionStrategySelector"/> and <see cref="GraphQL.Validation.IValidationRule"/>s.
    /// </summary>
    public static IServiceCollection AddPipelineGraphQL(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section);
        services.TryAddSingleton<IExecutionStrategySelector>(new DefaultExecutionStrategySelector());
        services.AddMetrics();
        services.AddSingleton<UnexpectedErrors>();
        services.AddSingleton(provider => new RefusalAudit(provider.GetRequiredService<ILogger<RefusalAudit>>(),
            provider.GetRequiredService<IMeterFactory>(), provider.GetService<TimeProvider>()));
        services.AddSingleton(provider => new CallerRates(
            provider.GetRequiredService<IOptions<LimitOptions>>(), provider.GetService<TimeProvider>()));
        services.AddSingleton<RequestValidator>();
        services.AddSingleton<DocumentReader>();
        services.AddSingleton(provider => new GraphQLExecutor(
            provider.GetRequiredService<ISchema>(),
            provider.GetRequiredService<IOptions<LimitOptions>>(),
            provider.GetRequiredService<DocumentReader>(),
            provider.GetRequiredService<IExecutionStrategySelector>(),
            provider.GetRequiredService<UnexpectedErrors>(),
            provider.GetRequiredService<CallerRates>(),
            provider.GetRequiredService<PersistedDocuments>()));
        services.AddOptions<TrustedDocumentOptions>().BindConfiguration(TrustedDocumentOptions.Section);
        services.AddSingleton(provider => TrustedDocuments.Load(
            provider.GetRequiredService<IOptions<TrustedDocumentOptions>>().Value.Folder));
        services.AddSingleton<PersistedDocuments>();
        services.AddHostedService<Warmup>();
        services.AddSingleton<TrustedDocumentsStart>();
        services.AddHostedService(provider => provider.GetRequiredService<TrustedDocumentsStart>());
        services.AddSingleton<ConnectionPlaces>();
        services.AddSingleton<OpenConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenConnections>());
        return services;
    }
}
