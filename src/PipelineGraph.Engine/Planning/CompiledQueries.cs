using Microsoft.EntityFrameworkCore.Query;

namespace PipelineGraph.Engine.Planning;

/// <summary>A compiled query that writes its rows; enumerating it is running it.</summary>
internal sealed record CompiledRows(Func<QueryContext, IAsyncEnumerable<RowWriter>> Run);

/// <summary>A compiled count: of one list, or of the lists of many parents at once.</summary>
internal sealed record CompiledTotals(
    Func<QueryContext, Task<int>>? One, Func<QueryContext, IAsyncEnumerable<TotalWriter>>? Many);

/// <summary>Takes the counts of many parents while the reader stands on them.</summary>
internal sealed class TotalWriter(Dictionary<Guid, int> totals)
{
    internal TotalWriter Add(Guid parent, int count)
    {
        totals[parent] = count;
        return this;
    }
}
