using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Data;

internal static class DatabaseServices
{
    /// <summary>
    /// Adds <see cref="PipelineDatabase"/> and the <see cref="WriteLane"/> into it. The configuration (<c>Database:Provider</c>,
    /// <c>ConnectionStrings:PipelineGraph</c>) is read when the database is first asked for.
    /// </summary>
    public static IServiceCollection AddPipelineDatabase(this IServiceCollection services, IConfiguration configuration)
        => services
            .AddSingleton(provider =>
                new PipelineDatabase(configuration, provider.GetRequiredService<ILoggerFactory>()))
            .AddSingleton<EventSignal>()
            .AddSingleton<EventNumbering>()
            .AddSingleton(provider => WriteLane.Of(provider.GetRequiredService<PipelineDatabase>(),
                provider.GetRequiredService<EventSignal>(), provider.GetRequiredService<EventNumbering>()));
}
