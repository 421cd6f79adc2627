namespace PipelineGraph.Engine.Tests.Library;

/// <summary>A clock that only moves when it is told to.</summary>
internal sealed class SettableClock(DateTime now) : TimeProvider
{
    internal DateTime Now { get; private set; } = now;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);

    internal void Advance(TimeSpan time) => Now += time;
}
