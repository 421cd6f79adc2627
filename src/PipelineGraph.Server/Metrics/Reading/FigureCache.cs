using Microsoft.Extensions.Caching.Memory;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>Keeps figures that were asked for, as long as nothing that they rest on has changed; bounded by their
/// bytes.</summary>
internal sealed class FigureCache : IDisposable
{
    /// <summary>Bytes of all figures together, as they are estimated.</summary>
    private const long Most = 64 << 20;

    /// <summary>What a figure and its key take besides.</summary>
    private const int Least = 4_096;

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly MemoryCache _figures = new(new MemoryCacheOptions { SizeLimit = Most });

    public bool TryGet<T>(string key, out T? figure) => _figures.TryGetValue(key, out figure);

    /// <param name="bytes">What the figure holds, about.</param>
    public void Keep<T>(string key, T figure, long bytes)
        => _figures.Set(key, figure, new MemoryCacheEntryOptions { Size = Least + bytes, SlidingExpiration = Idle });

    public void Dispose() => _figures.Dispose();
}
