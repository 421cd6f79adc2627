using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Pipelines;

/// <summary>The stored set of rules as the list that clients read.</summary>
internal static class StallRuleList
{
    private static readonly IReadOnlyList<StallReason>[] Lists =
        [.. Enumerable.Range(0, (int)StallRules.All + 1).Select(set => List((StallRules)set))];

    public static IReadOnlyList<StallReason> Of(StallRules rules) => Lists[(int)rules];

    /// <summary>The list that a client wrote as the stored set.</summary>
    public static StallRules Of(IEnumerable<StallReason> reasons)
        => reasons.Aggregate(StallRules.None, (set, reason) => set | (StallRules)(1 << (int)reason));

    private static StallReason[] List(StallRules rules)
        => [.. Enum.GetValues<StallReason>().Where(reason => rules.HasFlag((StallRules)(1 << (int)reason)))];
}
