using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>
/// SQLite has one writer at a time: here works line up inside the process instead of for the file's lock, and those
/// that wait while one batch is made durable are committed together by the next.
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
    private readonly Task _consumer;
    private SqliteWriter? _writer;

    public SqliteLane(PipelineDatabase database, EventSignal signal, TimeSpan? longest = null)
    {
        (_database, _signal, _longest) = (database, signal, longest ?? Longest);
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>Transactions committed so far; fewer than the works that they hold.</summary>
    public long Commits { get; private set; }

    public override Task<T> RunAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancelled = default)
    {
        cancelled.ThrowIfCancellationRequested();
        var write = new QueuedWrite<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(write), this);
        return write.AnswerAsync(cancelled);
    }

    /// <summary>Takes no more works, and finishes those that are in.</summary>
    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _consumer;
    }

    private async Task ConsumeAsync()
    {
        while (await _queue.Reader.WaitToReadAsync()) await RunBatchAsync();
        if (_writer is not null) await _writer.DisposeAsync();
    }

    private async Task RunBatchAsync()
    {
        var batch = new List<QueuedWrite>();
        try
        {
            _writer ??= await SqliteWriter.OpenAsync(_database);
            _writer.Begin();
            await RunWaitingAsync(_writer, batch);
            _writer.Commit();
            Commits++;
        }
        catch (Exception fault)
        {
            await AbandonAsync(batch, fault);
            return;
        }
        if (_writer.HasAppended) _signal.Set();
        foreach (var write in batch) write.Answer();
    }

    private async Task RunWaitingAsync(SqliteWriter writer, List<QueuedWrite> batch)
    {
        var begun = Stopwatch.GetTimestamp();
        while (batch.Count < MostWrites && _queue.Reader.TryRead(out var write))
        {
            if (!write.TryBegin()) continue;
            batch.Add(write);
            await writer.RunAsync(write);
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
