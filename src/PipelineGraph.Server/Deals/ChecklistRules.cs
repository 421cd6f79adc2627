using System.Security.Cryptography;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Deals;

/// <summary>Puts columns together for the domain's one rule, because field expressions can only pass values.</summary>
internal static class ChecklistRules
{
    public static bool IsMet(
        ExitCriterionKind kind, DealField? field, QualificationFactor? factor, int? minimumScore,
        ActivityType? activityType, Guid? accountId, long? amountUnits, DateOnly? expectedCloseDate,
        Guid? primaryContactId, string? source, string? description, FactorRating budget, FactorRating authority,
        FactorRating need, FactorRating timeline, FactorRating interest, int? score, bool hasOpenObjection,
        bool hasCompletedActivity, bool isChecked)
    {
        var facts = new DealFacts
        {
            HasAccount = accountId is not null,
            HasAmount = amountUnits is not null,
            HasExpectedCloseDate = expectedCloseDate is not null,
            HasPrimaryContact = primaryContactId is not null,
            HasSource = source is not null,
            HasDescription = description is not null,
            Qualification = new Qualification(budget, authority, need, timeline, interest),
            Score = score,
            HasOpenObjection = hasOpenObjection,
            CompletedActivityTypes = hasCompletedActivity && activityType is { } type ? 1 << (int)type : 0
        };
        return ExitCriteria.IsMet(kind, field, factor, minimumScore, activityType, facts, isChecked);
    }

    /// <summary>An id that client caches can tell entries apart by; nothing is stored under it.</summary>
    public static Guid EntryId(Guid dealId, Guid criterionId)
    {
        Span<byte> both = stackalloc byte[32];
        dealId.TryWriteBytes(both);
        criterionId.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both).AsSpan(0, 16));
    }
}
