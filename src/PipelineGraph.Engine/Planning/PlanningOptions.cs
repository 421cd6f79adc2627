using System.Security.Claims;

namespace PipelineGraph.Engine.Planning;

/// <summary>What the host tells the planner.</summary>
public sealed class PlanningOptions
{
    /// <summary>How many plans are cached; a miss costs about 3 ms of CPU.</summary>
    public int CachedPlans { get; set; } = 256;

    /// <summary>
    /// A caller for each part of the database that callers may see, for whom the plans of trusted documents are made at
    /// start. None: no plans are.
    /// </summary>
    public List<ClaimsPrincipal> Rehearsals { get; } = [];

    /// <summary>Values of the request by the names that field expressions use with `Rows.Request`.</summary>
    public Dictionary<string, Func<ClaimsPrincipal?, object?>> RequestValues { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Tells callers apart for whom a selection may give different answers: those with the same text are sent the same
    /// events, executed once. By default everybody stands alone.
    /// </summary>
    public Func<ClaimsPrincipal?, string> Audience { get; set; } = _ => Guid.NewGuid().ToString();
}
