using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Events;

/// <summary>A log in memory; each event tells of a review, by its number.</summary>
internal sealed class OpinionFeed : EventFeed
{
    public const string Expired = "Too old.";

    private readonly Lock _gate = new();
    private readonly List<LoggedEvent> _events = [];
    private TaskCompletionSource _next = New();
    private long _hints;
    private int _removed;

    public override Task NextHint => Volatile.Read(ref _next).Task;

    public override long Hints => Volatile.Read(ref _hints);

    /// <summary>How often the log was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Set to have the log fail.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Appends an event for each number, and wakes whoever waits.</summary>
    public void Append(params IEnumerable<int> reviews)
    {
        lock (_gate)
        {
            foreach (var review in reviews)
            {
                var face = review % 2 == 0 ? "Signed" : "Anonymous";
                _events.Add(new(_events.Count + 1, new NodeId(face, SmallLibrary.Key((byte)review)), review));
            }
        }

        Interlocked.Increment(ref _hints);
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    /// <summary>Removes the oldest events.</summary>
    public void Remove(int count) => _removed = count;

    public override Task<long> LatestAsync(CancellationToken cancelled)
    {
        lock (_gate) return Task.FromResult((long)_events.Count);
    }

    public override Task<long> OldestAsync(CancellationToken cancelled) => Task.FromResult((long)_removed);

    public override async Task<EventPage> ReadAsync(
        long after, EventSelection? selection, int count, CancellationToken cancelled)
    {
        await Task.Yield();
        if (Fault is { } fault) throw fault;
        lock (_gate)
        {
            Reads++;
            if (after < _removed) throw new ExecutionError(Expired) { Code = "EXPIRED" };

            var found = _events.Skip((int)after).Where(each => selection?.Includes(each.Fact!) ?? true).Take(count).ToList();
            var isLast = found.Count < count;
            return new EventPage(found, isLast ? _events.Count : found[^1].Position, isLast);
        }
    }

    public override string CursorOf(long position) => $"c{position}";

    public override bool TryRead(string cursor, out long position)
    {
        position = 0;
        return cursor.StartsWith('c') && long.TryParse(cursor[1..], out position);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Reviews whose number a divisor divides.</summary>
internal sealed record Multiples(int Of) : EventSelection
{
    public override bool Includes(object fact) => (int)fact % Of == 0;
}

internal sealed class OpinionSubscriptions : SubscriptionType
{
    public OpinionSubscriptions()
    {
        Description("What comes.");
        Stream("onOpinion", "Opinion",
                given => new Multiples(int.Parse(given.Text("multiplesOf") ?? "1", null)))
            .Argument("multiplesOf", new StringGraphType(), "Of which numbers.").Description("Opinions.");
        Stream("onOpinionOf", "Opinion",
                given => given.Key("bookId", "Book") is null ? new Multiples(1) : new Multiples(2))
            .Argument("bookId", new IdGraphType(), "Of which book.").Description("Opinions.");
    }
}
