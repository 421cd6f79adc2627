namespace PipelineGraph.Engine.Planning;

/// <summary>The instant at which a query is computed.</summary>
internal static class Instants
{
    /// <summary>Now in whole milliseconds, as instants are stored.</summary>
    internal static DateTime Of(TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
