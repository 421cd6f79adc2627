namespace PipelineGraph.Domain;

/// <summary>The record has changed since the caller read it; nothing has changed now.</summary>
public sealed class VersionConflictException(int currentVersion)
    : Exception($"The record has changed; its version is {currentVersion} now.")
{
    public int CurrentVersion { get; } = currentVersion;

    /// <summary>Refuses a change that expects another version than the record has.</summary>
    /// <param name="expected">Null expects nothing.</param>
    /// <exception cref="VersionConflictException">They differ.</exception>
    public static void ThrowUnless(int? expected, int current)
    {
        if (expected is { } version && version != current) throw new VersionConflictException(current);
    }
}
