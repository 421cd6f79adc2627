using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// SQLite has one writer at a time: here works line up inside the process instead of for the file's lock, and those
/// that wait while one batch is made durable are committed together by the next. A work that finds nobody before it
/// runs at once, in its caller's thread: waking another one, and being woken by it, costs more than a small work.
/// </summary>
internal sealed class SqliteLane : WriteLane
{
    private const int MostWrites = 64;   // in one batch

    /// <summary>After so long a batch takes no more works: its first one waits for its last.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Channel<QueuedWrite> _queue = Channel.CreateUnbounded<QueuedWrite>();   // one that can count
    private readonly PipelineDatabase _database;
    private readonly EventSignal _signal;
    private readonly TimeSpan _longest;
    private readonly SemaphoreSlim _turn = new(1);
    private SqliteWriter? _writer;

    public SqliteLane(PipelineDatabase database, EventSignal signal, TimeSpan? longest = null)
        => (_database, _signal, _longest) = (database, signal, longest ?? Longest);

    /// <summary>Transactions committed so far; fewer than the works that they hold.</summary>
    public long Commits { get; private set; }

    public override async Task<T> RunAsync<T>(
        Func<WriteScope, Task<T>> work, CancellationToken cancelled = default)
    {
        cancelled.ThrowIfCancellationRequested();
        var write = new QueuedWrite<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(write), this);
        if (TryTakeTurn()) await RunTurnAsync(most: 1);
        return await write.AnswerAsync(cancelled);
    }

    /// <summary>Takes no more works, and finishes those that are in.</summary>
    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _turn.WaitAsync();
        while (_queue.Reader.Count > 0) await RunBatchAsync(MostWrites);
        if (_writer is not null) await _writer.DisposeAsync();
    }

    private bool TryTakeTurn() => _turn.Wait(0, CancellationToken.None);

    /// <summary>Runs a batch, and lets another thread run what has lined up meanwhile.</summary>
    private async Task RunTurnAsync(int most)
    {
        await RunBatchAsync(most);
        if (_queue.Reader.Count == 0)
        {
            _turn.Release();
            // Whoever lines up after this look finds the turn free.
            if (_queue.Reader.Count == 0 || !TryTakeTurn()) return;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static lane => _ = lane.RunTurnAsync(MostWrites), this, preferLocal: false);
    }

    private async Task RunBatchAsync(int most)
    {
        var batch = new List<QueuedWrite>();
        try
        {
            _writer ??= await SqliteWriter.OpenAsync(_database);
            _writer.Begin();
            await RunWaitingAsync(_writer, batch, most);
            if (_writer.TryCommit()) Commits++;
        }
        catch (Exception fault)
        {
            await AbandonAsync(batch, fault);
            return;
        }
        if (_writer.HasAppended) _signal.Set();
        foreach (var write in batch) write.Answer();
    }

    private async Task RunWaitingAsync(SqliteWriter writer, List<QueuedWrite> batch, int most)
    {
        var begun = Stopwatch.GetTimestamp();
        while (batch.Count < most && _queue.Reader.TryRead(out var write))
        {
            if (!write.TryBegin()) continue;
            batch.Add(write);
            await (most == 1 ? writer.RunAloneAsync(write) : writer.RunAsync(write));
            if (Stopwatch.GetElapsedTime(begun) > _longest) return;
        }
    }

    /// <summary>A fault of the transaction itself: none of the batch is written, and the next one has a new
    /// connection.</summary>
    private async Task AbandonAsync(List<QueuedWrite> batch, Exception fault)
    {
        if (fault is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY })
        {
            // Whoever waits by now would wait as long again, each after the other.
            for (var waiting = _queue.Reader.Count; waiting > 0 && _queue.Reader.TryRead(out var write); waiting--)
                if (write.TryBegin()) batch.Add(write);
            fault = new DatabaseBusyException(fault);
        }
        var writer = _writer;
        _writer = null;
        if (writer is not null) await writer.DisposeAsync();
        foreach (var write in batch) write.Fail(fault);
    }
}
