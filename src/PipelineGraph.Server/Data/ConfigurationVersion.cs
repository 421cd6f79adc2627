using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Counts, in one row, the commits that no event tells of: changes of pipelines, rates, people and accounts, and
/// imports. Together with the end of the event log it tells whether anything was committed since.
/// </summary>
internal sealed class ConfigurationVersion
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;
    public long Value { get; private set; }
}

internal static class ConfigurationVersions
{
    /// <summary>Raises it in the running transaction, as its last change: others wait for the row until the
    /// commit.</summary>
    public static Task RaiseConfigurationVersionAsync(this PipelineDbContext context, CancellationToken cancelled = default)
        => context.ConfigurationVersions.ExecuteUpdateAsync(
            set => set.SetProperty(version => version.Value, version => version.Value + 1), cancelled);
}
