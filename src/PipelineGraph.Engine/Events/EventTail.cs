namespace PipelineGraph.Engine.Events;

/// <summary>
/// The newest part of the log, in memory: read once for all who follow it live, however many they are and whatever they
/// select.
/// </summary>
internal sealed class EventTail(EventFeed feed) : IDisposable
{
    private const int Kept = 4_096, PageSize = 500;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LoggedEvent[] _ring = new LoggedEvent[Kept];
    private long _behind;       // everything after this place is here, ...
    private long _through = -1; // ... up to this one; negative before the first reading
    private long _hints = -1;   // how many hints had come when it was read

    /// <summary>The next matching events behind a place.</summary>
    public async Task<EventPage> ReadAsync(
        long after, EventSelection selection, int count, CancellationToken cancelled)
    {
        if (selection.AsksFeed) return await feed.ReadAsync(after, selection, count, cancelled);

        await CatchUpAsync(cancelled);
        return await TryFindAsync(after, selection, count, cancelled)
            ?? await feed.ReadAsync(after, selection, count, cancelled);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<EventPage?> TryFindAsync(
        long after, EventSelection selection, int count, CancellationToken cancelled)
    {
        await _turn.WaitAsync(cancelled);
        try
        {
            if (after < _behind) return null;

            var found = new List<LoggedEvent>();
            var position = after;
            while (position < _through && found.Count < count)
            {
                var next = _ring[++position % Kept];
                if (selection.Includes(next.Fact!)) found.Add(next);
            }

            return new EventPage(found, position, IsLast: position >= _through);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads what is new, unless somebody has since the latest hint.</summary>
    private async Task CatchUpAsync(CancellationToken cancelled)
    {
        var wanted = feed.Hints;
        await _turn.WaitAsync(cancelled);
        try
        {
            if (_hints >= wanted) return;

            var hints = feed.Hints;
            if (_through < 0) _behind = _through = await feed.LatestAsync(cancelled);
            while (!Take(await feed.ReadAsync(_through, selection: null, PageSize, cancelled)))
            {
                var latest = await feed.LatestAsync(cancelled);
                if (latest - _through > Kept) _behind = _through = latest;   // whoever wants them reads by itself
            }

            _hints = hints;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool Take(EventPage page)
    {
        foreach (var each in page.Events)
        {
            _ring[each.Position % Kept] = each;
            _through = each.Position;
        }

        _behind = Math.Max(_behind, _through - Kept);
        return page.IsLast;
    }
}
