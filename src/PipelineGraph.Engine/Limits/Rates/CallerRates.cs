using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PipelineGraph.Engine.Limits.Rates;

/// <summary>What each caller may ask for in a minute, by whatever transport: requests, and what they cost.</summary>
internal sealed class CallerRates : IDisposable
{
    /// <summary>What a database query weighs that had to be made: about 3 ms of CPU and 110 KB.</summary>
    public const int QueryCost = 100;

    private readonly LimitOptions _limits;
    private readonly PartitionedRateLimiter<ClaimsPrincipal>? _requests;
    private readonly PartitionedRateLimiter<ClaimsPrincipal>? _cost;

    public CallerRates(IOptions<LimitOptions> limits, TimeProvider? time = null)
    {
        _limits = limits.Value;
        _requests = Limiter(_limits.RequestsPerMinute, time ?? TimeProvider.System);
        _cost = Limiter(_limits.CostPerMinute, time ?? TimeProvider.System);
    }

    /// <summary>Counts a request.</summary>
    /// <param name="caller">Null for the server itself, which has no limit.</param>
    /// <returns>Why it is refused, or null.</returns>
    public RateLimitedError? Request(ClaimsPrincipal? caller)
        => Take(_requests, caller, 1, nameof(_limits.RequestsPerMinute), _limits.RequestsPerMinute);

    /// <summary>Counts what an operation is going to cost.</summary>
    /// <inheritdoc cref="Request"/>
    public RateLimitedError? Spend(ClaimsPrincipal? caller, double cost)
        => Take(_cost, caller, (int)Math.Ceiling(Math.Min(cost, int.MaxValue)), nameof(_limits.CostPerMinute),
            _limits.CostPerMinute);

    /// <summary>Counts the database queries that an operation needed and nobody had needed before.</summary>
    public void AddQueries(ClaimsPrincipal? caller, int queries)
    {
        for (var i = 0; i < queries; i++) _ = Spend(caller, QueryCost);
    }

    public void Dispose()
    {
        _requests?.Dispose();
        _cost?.Dispose();
    }

    private static RateLimitedError? Take(
        PartitionedRateLimiter<ClaimsPrincipal>? limiter, ClaimsPrincipal? caller, int count, string limit, int max)
    {
        if (limiter is null || caller is null) return null;

        using var lease = limiter.AttemptAcquire(caller, count);
        if (lease.IsAcquired) return null;

        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        return new RateLimitedError(limit, max, wait);
    }

    private static PartitionedRateLimiter<ClaimsPrincipal>? Limiter(int perMinute, TimeProvider time) => perMinute <= 0
        ? null
        : PartitionedRateLimiter.Create<ClaimsPrincipal, string>(caller
            => RateLimitPartition.Get(KeyOf(caller), _ => new TokenBucket(perMinute, time)), StringComparer.Ordinal);

    /// <summary>Callers who cannot be told apart share one.</summary>
    internal static string KeyOf(ClaimsPrincipal caller)
        => caller.FindFirst("sub")?.Value ?? caller.Identity?.Name ?? "";
}
