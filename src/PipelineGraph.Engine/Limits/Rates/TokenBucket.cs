using System.Threading.RateLimiting;

namespace PipelineGraph.Engine.Limits.Rates;

/// <summary>Tokens that come back evenly, so many a minute, and are saved up for one. Nobody waits for them.</summary>
/// <remarks>ASP.NET Core's own bucket goes by the system's clock only, and gives tokens back in lumps.</remarks>
internal sealed class TokenBucket(int perMinute, TimeProvider time) : RateLimiter
{
    private readonly Lock _gate = new();
    private double _tokens = perMinute;
    private long _countedAt = time.GetTimestamp();
    private long _taken;
    private long _refused;

    private double PerSecond => perMinute / 60.0;

    /// <summary>How long it has been full; its caller needs none any more.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var passed = time.GetElapsedTime(_countedAt);
                var missing = TimeSpan.FromSeconds((perMinute - _tokens) / PerSecond);
                return passed >= missing ? passed - missing : null;
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            Refill();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = (long)_tokens,
                TotalSuccessfulLeases = _taken,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <param name="permitCount">More than there can ever be counts as all of them.</param>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            Refill();
            var wanted = Math.Min(permitCount, perMinute);
            if (wanted <= _tokens)
            {
                _tokens -= wanted;
                _taken++;
                return Taken.Instance;
            }

            _refused++;
            return new Refused(TimeSpan.FromSeconds((wanted - _tokens) / PerSecond));
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        => new(AttemptAcquireCore(permitCount));

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(perMinute, _tokens + (time.GetElapsedTime(_countedAt, now).TotalSeconds * PerSecond));
        _countedAt = now;
    }

    private sealed class Taken : RateLimitLease
    {
        public static readonly Taken Instance = new();

        public override bool IsAcquired => true;
        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(TimeSpan retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => false;
        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
