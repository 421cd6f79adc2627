namespace PipelineGraph.Server.Tests.Live;

/// <summary>What a process has written, line by line.</summary>
internal sealed class Transcript
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);   // without a new line

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string[] Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>Takes lines until there are no more.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line) Add(line);
    }

    /// <summary>Waits until what has been written is enough.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<string>, bool> isEnough)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (isEnough(_lines)) return;
                added = _added.Task;
            }

            await added.WaitAsync(Patience);
        }
    }

    public override string ToString() => string.Join('\n', Lines);

    private void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            _added.SetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
