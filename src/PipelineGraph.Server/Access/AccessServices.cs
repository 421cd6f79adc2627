namespace PipelineGraph.Server.Access;

internal static class AccessServices
{
    /// <summary>Adds what tells who sees what.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton(provider => AccessSettings.Read(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<Visibility>()
        .AddSingleton<Audience>();
}
