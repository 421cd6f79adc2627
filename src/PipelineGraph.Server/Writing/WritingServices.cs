using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Server.Writing;

internal static class WritingServices
{
    /// <summary>Adds <see cref="PipelineWriter"/>, through which mutations write, and what became of those with an
    /// idempotency key.</summary>
    public static IServiceCollection AddPipelineWriter(this IServiceCollection services)
        => services
            .AddSingleton<ActorBook>().AddSingleton<PipelineWriter>()
            .AddSingleton<IdempotencyStore, IdempotencyRecords>();
}
