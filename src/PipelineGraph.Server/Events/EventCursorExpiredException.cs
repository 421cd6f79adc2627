using GraphQL;

namespace PipelineGraph.Server.Events;

/// <summary>Events after the cursor have been removed for their age, so that going on from it would leave a hole.</summary>
internal sealed class EventCursorExpiredException : ExecutionError
{
    private const string OldestCursorKey = "oldestCursor";

    /// <param name="oldest">The oldest place from which nothing is missing.</param>
    public EventCursorExpiredException(long oldest)
        : base("Events after this cursor have been removed. Start again from `oldestCursor` or a fresh snapshot.")
    {
        Code = "EVENT_CURSOR_EXPIRED";
        Extensions = new Dictionary<string, object?> { [OldestCursorKey] = EventCursor.Encode(oldest) };
    }

    public string OldestCursor => (string)Extensions![OldestCursorKey]!;
}
