using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Writing;

/// <summary>Finds the records that an input names, so that all that do not exist are told at once.</summary>
internal sealed class Lookup(WriteSession session)
{
    private readonly List<Exception> _refusals = [];
    private readonly List<InputFault> _faults = [], _others = [];

    /// <summary>A record by the key that the input holds, tracked; null where there is none.</summary>
    public async Task<T?> FindAsync<T>(NodeId<T>? id) where T : class
    {
        if (id is not { Value: var key }) return null;

        var found = await session.Context.Set<T>().FindAsync([key], session.Cancelled);
        if (found is null) Miss(typeof(T).Name, key);
        return found;
    }

    /// <summary>A record among those that a query offers.</summary>
    public async Task<T?> FindAsync<T>(NodeId<T> id, IQueryable<T> rows) where T : class
    {
        var found = await rows.FirstOrDefaultAsync(row => EF.Property<Guid>(row, "Id") == id.Value, session.Cancelled);
        if (found is null) Miss(typeof(T).Name, id.Value);
        return found;
    }

    /// <summary>Looks that all records of a list exist.</summary>
    public async Task FindAllAsync<T>(IEnumerable<NodeId<T>> ids) where T : class
    {
        var keys = ids.Select(id => id.Value).ToList();
        if (keys.Count == 0) return;

        var found = await session.Context.Set<T>().Select(row => EF.Property<Guid>(row, "Id"))
            .Where(key => keys.Contains(key)).ToListAsync(session.Cancelled);
        foreach (var key in keys.Except(found)) Miss(typeof(T).Name, key);
    }

    /// <summary>Keeps what is wrong with a value, as only a look at the records tells.</summary>
    public void Refuse(string field, string message) => _faults.Add(new InputFault(field, message));

    /// <summary>Keeps what the verb is going to refuse, to be told together with what is missing.</summary>
    public void AddToMissing(IEnumerable<InputFault> faults) => _others.AddRange(faults);

    public void Miss(string type, Guid id) => _refusals.Add(new NotFoundException(type, id));

    /// <summary>Ends the search: from here on everything that was looked for is there. Otherwise it tells, together with
    /// that, what is wrong with the input's values.</summary>
    /// <exception cref="NotFoundException">One thing does not exist.</exception>
    /// <exception cref="InvalidInputException">Nothing is missing, but a value was refused.</exception>
    /// <exception cref="AggregateException">There is more to tell.</exception>
    public void ThrowIfAnyIsMissing()
    {
        if (_refusals.Count + _faults.Count == 0) return;
        foreach (var fault in _others.Concat(session.ValueFaults()))
            if (!_faults.Exists(each => each.Field == fault.Field)) _faults.Add(fault);
        if (_faults.Count > 0) _refusals.Add(new InvalidInputException(_faults));
        throw _refusals is [var only] ? only : new AggregateException(_refusals);
    }
}
