using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Metrics.Bottlenecks;

/// <summary>The visits of a stage by the deal's owner when they began; those without an owner are left out.</summary>
internal static class StageOwners
{
    private const int FewestVisits = 5;
    private const int Listed = 20;

    public static IReadOnlyList<StageOwnerFigure> Of(StageRecord stage, StageVisit[] ascending, OwnerIndex owners)
    {
        Dictionary<int, List<VisitLength>> visits = [];
        foreach (ref readonly var visit in ascending.AsSpan())
        {
            if (visit.Owner == OwnerIndex.Nobody) continue;

            if (!visits.TryGetValue(visit.Owner, out var own)) visits.Add(visit.Owner, own = []);
            own.Add(visit.Length);
        }
        return
        [
            .. visits.Where(owner => owner.Value.Count >= FewestVisits)
                .Select(owner => Figure(stage, owners[owner.Key], owner.Key, [.. owner.Value]))
                .OrderByDescending(owner => owner.RestrictedMeanDays).ThenBy(owner => owner.OwnerId).Take(Listed),
        ];
    }

    private static StageOwnerFigure Figure(StageRecord stage, Guid id, int owner, VisitLength[] ascending)
        => new(id, ascending.Length,
            KaplanMeier.OfAscending(ascending).RestrictedMean(BottleneckTally.HorizonDays),
            stage.ConversionRateOf(owner), ascending.Count(visit => visit.End == VisitEnd.Running));
}
