namespace PipelineGraph.Server.Events;

/// <summary>Events after the cursor have been removed for their age, so that going on from it would leave a hole.</summary>
/// <param name="oldest">The oldest place from which nothing is missing.</param>
internal sealed class EventCursorExpiredException(long oldest)
    : Exception("Events after this cursor have been removed. Start again from `oldestCursor` or a fresh snapshot.")
{
    public const string Code = "EVENT_CURSOR_EXPIRED";

    public string OldestCursor { get; } = EventCursor.Encode(oldest);
}
