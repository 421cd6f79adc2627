namespace PipelineGraph.Server.Demo;

/// <summary>So that a newcomer's first query has something to answer.</summary>
internal static partial class DemoStart
{
    /// <summary>Creates the demo company in Development, unless <c>Demo:Enabled</c> is false or the database holds
    /// anything.</summary>
    public static async Task CreateWhereWantedAsync(IServiceProvider services, CancellationToken cancelled)
    {
        var isWanted = services.GetRequiredService<IHostEnvironment>().IsDevelopment()
            && services.GetRequiredService<IConfiguration>().GetValue("Demo:Enabled", defaultValue: true);
        if (!isWanted) return;

        var isCreated =
            await ActivatorUtilities.CreateInstance<DemoCompany>(services).CreateAsync(cancelled: cancelled);
        if (isCreated) LogCreated(services.GetRequiredService<ILogger<DemoCompany>>(), DemoCompany.DefaultDeals);
    }

    [LoggerMessage(
        LogLevel.Information,
        "The database was empty: a demo company with {Deals} deals is in it now. Demo__Enabled=false turns that off.")]
    private static partial void LogCreated(ILogger logger, int deals);
}
