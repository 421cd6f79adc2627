using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Server.Board;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics;

/// <summary>
/// One pass over the deals of a question, for all figures that are selected together: each asks for its tally, and the
/// first result that is wanted reads the deals once, for all of them.
/// </summary>
internal sealed class MetricsPass(
    PlannerDatabase database, StalledReader stalled, MetricsScope scope, Func<PipelineDbContext, IQueryable<Deal>> deals)
{
    private readonly Dictionary<object, IDealTally> _tallies = [];
    private readonly List<Func<PipelineDbContext, CancellationToken, Task>> _before = [];
    private DealNeeds _needs;
    private Task? _run;

    public MetricsScope Scope => scope;

    /// <summary>Reads the deals as they were at several instants, the scope's last, for a figure of its own.</summary>
    public async Task ReadAsync(
        IReadOnlyList<MetricsFrame> frames, DealNeeds needs, TakeDeal take, CancellationToken cancelled)
    {
        await using var context = (PipelineDbContext)database.Lease(caller: null);
        await using var snapshot = await database.BeginSnapshotAsync(context, cancelled);
        foreach (var read in _before) await read(context, cancelled);
        await new DealStream(context, scope, frames, stalled).ReadAsync(deals(context), needs, take, cancelled);
    }

    /// <summary>Asks for a figure; the same tally serves all who ask for it by its key.</summary>
    public Figure<T> Ask<TTally, T>(
        Func<MetricsFrame, TTally> tally, Func<TTally, T> result, object? key = null, DealNeeds needs = DealNeeds.None)
        where TTally : IDealTally
    {
        var taken = Take(tally, key, needs);
        return new Figure<T>(this, () => result(taken));
    }

    /// <summary>The tally of a key, which is its type unless said otherwise.</summary>
    public TTally Take<TTally>(Func<MetricsFrame, TTally> create, object? key = null, DealNeeds needs = DealNeeds.None)
        where TTally : IDealTally
    {
        if (_run is not null) throw new InvalidOperationException("The deals have been read.");

        _needs |= needs;
        if (!_tallies.TryGetValue(key ?? typeof(TTally), out var tally))
            _tallies.Add(key ?? typeof(TTally), tally = create(scope.Frame));
        return (TTally)tally;
    }

    /// <summary>Something to read before the deals, of the same state of the database.</summary>
    public void Before(Func<PipelineDbContext, CancellationToken, Task> read) => _before.Add(read);

    /// <summary>Reads something else than deals.</summary>
    public async Task<T> ReadAsync<T>(Func<PipelineDbContext, Task<T>> read)
    {
        await using var context = (PipelineDbContext)database.Lease(caller: null);
        return await read(context);
    }

    /// <summary>Reads the deals, once.</summary>
    public Task RunAsync(CancellationToken cancelled) => _run ??= ReadAsync(cancelled);

    /// <summary>Reads what happened to the deals that were open at some instant in (from, to].</summary>
    public async Task ReadStepsAsync(DateTime from, DateTime to, TakeSteps take, CancellationToken cancelled)
    {
        await using var context = (PipelineDbContext)database.Lease(caller: null);
        await using var snapshot = await database.BeginSnapshotAsync(context, cancelled);
        await new DealHistories(context, scope).ReadStepsAsync(deals(context), from, to, take, cancelled);
    }

    private Task ReadAsync(CancellationToken cancelled)
    {
        IDealTally[] tallies = [.. _tallies.Values];
        return ReadAsync([scope.Frame], _needs, (_, deal) =>
        {
            foreach (var tally in tallies) tally.Add(deal);
        }, cancelled);
    }
}
