namespace PipelineGraph.Server.Data;

internal static class TrackedEntities
{
    /// <summary>What the context tracks of a type, without looking for changes first.</summary>
    public static List<T> Tracked<T>(this PipelineDbContext context) where T : class
    {
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. context.ChangeTracker.Entries<T>().Select(entry => entry.Entity)];
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
