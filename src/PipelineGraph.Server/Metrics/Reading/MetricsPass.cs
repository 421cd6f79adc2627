using System.Security.Claims;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Metrics.Reading;

/// <summary>
/// One pass over the deals of a question, for all figures that are selected together: each asks for its tally, and the
/// first result that is wanted reads the deals once, for all of them.
/// </summary>
/// <param name="deals">Which deals, whatever their pipeline and state.</param>
/// <param name="user">Who asks: only deals that they may see count.</param>
/// <param name="question">Tells apart what is asked, and about which state of the database.</param>
internal sealed class MetricsPass(
    PlannerDatabase database, FigureCache cache, MetricsScope scope,
    Func<PipelineDbContext, IQueryable<Deal>> deals, ClaimsPrincipal user, string question)
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
        await using var context = (PipelineDbContext)await database.LeaseAsync(user, cancelled);
        await using var snapshot = await database.BeginSnapshotAsync(context, cancelled);
        foreach (var read in _before) await read(context, cancelled);
        await new DealStream(context, scope, frames).ReadAsync(deals(context), needs, take, cancelled);
    }

    /// <summary>Asks for a figure, which one tally gives; the same tally serves all who ask for it by its key.</summary>
    /// <param name="size">Bytes that the figure holds, about.</param>
    public Figure<T> Ask<TTally, T>(
        Func<MetricsFrame, TTally> tally, Func<TTally, T> result, object? key = null, DealNeeds needs = DealNeeds.None,
        Func<T, long>? size = null)
        where TTally : IDealTally
        => Compose($"{typeof(TTally).Name} {key}", () =>
        {
            var taken = Take(tally, key, needs);
            return _ => Task.FromResult(result(taken));
        }, size);

    /// <summary>Asks for a figure that rests on several tallies, or on more than them.</summary>
    /// <param name="name">Tells it, with its arguments, from all other figures.</param>
    /// <param name="begin">Takes the tallies; what it returns is asked once they are full, and asks them before it waits
    /// for anything.</param>
    public Figure<T> Compose<T>(string name, Func<Func<CancellationToken, Task<T>>> begin, Func<T, long>? size = null)
    {
        var key = $"{name}|{question}";
        if (cache.TryGet<T>(key, out var known)) return new Figure<T>(known!);

        var result = begin();
        return new Figure<T>(async cancelled =>
        {
            await RunAsync(cancelled);
            return Keep(key, await result(cancelled), size);
        });
    }

    /// <summary>A figure that reads by itself.</summary>
    public async Task<T> AskAsync<T>(string name, Func<Task<T>> read, Func<T, long>? size = null)
    {
        var key = $"{name}|{question}";
        return cache.TryGet<T>(key, out var known) ? known! : Keep(key, await read(), size);
    }

    private T Keep<T>(string key, T figure, Func<T, long>? size)
    {
        cache.Keep(key, figure, size?.Invoke(figure) ?? 0);
        return figure;
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
        await using var context = (PipelineDbContext)await database.LeaseAsync(user, default);
        return await read(context);
    }

    /// <summary>Reads the deals, once.</summary>
    public Task RunAsync(CancellationToken cancelled) => _run ??= ReadAsync(cancelled);

    /// <summary>Reads what happened to the deals that were open at some instant in (from, to].</summary>
    public async Task ReadStepsAsync(DateTime from, DateTime to, TakeSteps take, CancellationToken cancelled)
    {
        await using var context = (PipelineDbContext)await database.LeaseAsync(user, cancelled);
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
