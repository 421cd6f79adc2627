namespace PipelineGraph.Server.Tests.Live;

/// <summary>Waits for what nobody tells.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Glance = TimeSpan.FromMilliseconds(20);

    /// <param name="isSo">The condition.</param>
    /// <param name="orElse">What to say when it does not come true.</param>
    public static async Task TrueAsync(Func<bool> isSo, Func<string> orElse)
    {
        for (var waited = TimeSpan.Zero; !isSo(); waited += Glance)
        {
            if (waited > Patience) throw new TimeoutException(orElse());
            await Task.Delay(Glance);
        }
    }
}
