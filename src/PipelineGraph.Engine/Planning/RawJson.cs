using System.Buffers;

namespace PipelineGraph.Engine.Planning;

/// <summary>A finished value of a field: UTF-8 JSON in a pooled array, written into the response as it is.</summary>
/// <remarks>Whoever creates one hands it to <see cref="Execution.RequestContext.Own"/>, which gives the array back.</remarks>
public sealed class RawJson(byte[] rented, int length) : IDisposable
{
    private byte[]? _rented = rented;

    /// <exception cref="ObjectDisposedException">The array went back to the pool.</exception>
    public ReadOnlySpan<byte> Utf8
        => (_rented ?? throw new ObjectDisposedException(nameof(RawJson))).AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } array) ArrayPool<byte>.Shared.Return(array);
    }
}
