namespace PipelineGraph.Domain.Deals;

/// <summary>What a caller brings to go against the process.</summary>
/// <param name="Reason">Kept with the transition; a blank one is none.</param>
/// <param name="IsOverride">The caller asks to override the process; kept only where that is needed.</param>
/// <param name="MayOverride">Whether the caller is one who may.</param>
public readonly record struct Justification(
    string? Reason = null, bool IsOverride = false, bool MayOverride = false)
{
    /// <summary>What is wrong with the reason, wherever it is given.</summary>
    public IReadOnlyList<InputFault> Faults() => InputCheck.FaultsOf(Clean);

    internal string? Clean(InputCheck check) => check.Optional("reason", Reason, TextLimits.Reason);
}
