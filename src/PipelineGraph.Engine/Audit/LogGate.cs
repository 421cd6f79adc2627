namespace PipelineGraph.Engine.Audit;

/// <summary>Lets so many lines of one kind through in a second, and tells afterwards how many it did not.</summary>
internal sealed class LogGate(TimeProvider time, int perSecond, Action<int> tellLeftOut) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ITimer? _second;
    private int _seen;

    public bool TryPass()
    {
        lock (_gate)
        {
            _second ??= time.CreateTimer(_ => End(), null, Second, Timeout.InfiniteTimeSpan);
            return ++_seen <= perSecond;
        }
    }

    public void Dispose() => End();

    private void End()
    {
        int leftOut;
        lock (_gate)
        {
            leftOut = _seen - perSecond;
            _seen = 0;
            _second?.Dispose();
            _second = null;
        }

        if (leftOut > 0) tellLeftOut(leftOut);
    }
}
