using System.Globalization;
using GraphQL;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Engine.Limits.Rates;

/// <summary>A caller asks for more in a minute than <see cref="LimitOptions"/> allow; nothing was executed.</summary>
public sealed class RateLimitedError : ExecutionError
{
    /// <param name="limit">Name of the limit in the configuration.</param>
    /// <param name="max">Its value, a minute.</param>
    /// <param name="wait">After which the same request would pass, if the caller asks for nothing else.</param>
    public RateLimitedError(string limit, int max, TimeSpan wait)
        : base($"You exceed the limit `{limit}` of {max} a minute. Try again later.")
    {
        Code = ErrorCodes.RateLimited;
        Seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        Extensions = new() { ["limit"] = limit, ["max"] = max, ["retryAfter"] = Seconds };
    }

    /// <summary>When to try again, seconds.</summary>
    public int Seconds { get; }

    internal string RetryAfter => Seconds.ToString(CultureInfo.InvariantCulture);
}
