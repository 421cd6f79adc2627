using System.Collections.Concurrent;

namespace PipelineGraph.Engine.Idempotency;

/// <summary>The keys whose first request runs in this process; others wait for its response.</summary>
internal sealed class RunningKeys
{
    private readonly ConcurrentDictionary<(string Caller, string Key), Run> _running = [];

    /// <summary>Begins a run, or finds the one that is under way.</summary>
    /// <returns>Whether the run is the caller's own, to be disposed at its end.</returns>
    internal bool TryBegin(IdempotencyClaim claim, out Run run)
    {
        var own = new Run(this, claim);
        run = _running.GetOrAdd((claim.Caller, claim.Key), own);
        return ReferenceEquals(run, own);
    }

    internal sealed class Run(RunningKeys keys, IdempotencyClaim claim) : IDisposable
    {
        private readonly TaskCompletionSource<byte[]?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private byte[]? _response;

        internal byte[] BodyHash => claim.BodyHash;

        /// <summary>The stored response; null when the key was released.</summary>
        internal Task<byte[]?> Done => _done.Task;

        internal void Complete(byte[] response) => _response = response;

        public void Dispose()
        {
            keys._running.TryRemove((claim.Caller, claim.Key), out _);
            _done.TrySetResult(_response);
        }
    }
}
