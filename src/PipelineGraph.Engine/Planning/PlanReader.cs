using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>Reads the levels of a plan from the database, each with one command.</summary>
internal sealed class PlanReader(
    DbContext context, PlannerDatabase database, QueryComposer composer, Func<LevelPlan, LevelBinding> bind, Action<QueryContext> bindRequest,
    ComputeRequest request) : IAsyncDisposable
{
    private readonly CancellationToken _cancelled = request.Cancelled;
    private IAsyncDisposable? _snapshot;

    /// <summary>Reads a level and all levels below it.</summary>
    /// <param name="level">The level.</param>
    /// <param name="keys">Keys of the parents, or of the rows themselves; null for a whole table.</param>
    internal async Task<LevelResult> ReadAsync(LevelPlan level, IReadOnlyCollection<Guid>? keys)
    {
        var binding = bind(level);
        var rows = new LevelRows(level.Layout.Fragments);
        var result = new LevelResult(binding, rows, new LevelResult[level.Children.Count]);
        try
        {
            if (binding.Error is not null || keys is { Count: 0 }) return result;
            var parents = keys?.ToArray();
            if (level.WantsTotal) await CountAsync(binding, rows, parents);
            if (level.Computed is { } computed) await ComputeAsync(computed, rows, parents!);
            else if (level.WantsRows) await ReadAsync(binding, rows, parents);
            for (var i = 0; i < level.Children.Count; i++)
                result.Children[i] = await ReadAsync(level.Children[i], rows.KeysOf(i));
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Compiles what a level and all levels below it will ask of the database.</summary>
    internal void Compile(LevelPlan level)
    {
        var binding = bind(level);
        if (binding.Error is null)
        {
            if (level.WantsTotal) level.Totals ??= composer.Totals(level, context);
            if (level.Computed is null && level.WantsRows && binding.Seeks == 1)
                QueryOf(level, binding.Shape with { IsOne = level.Source is LevelSource.Keys });
        }

        foreach (var child in level.Children) Compile(child);
    }

    /// <summary>Lets all reads that follow see one state of the database.</summary>
    internal async Task BeginSnapshotAsync()
        => _snapshot ??= await database.BeginSnapshotAsync(context, _cancelled);

    public ValueTask DisposeAsync() => _snapshot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ReadAsync(LevelBinding binding, LevelRows rows, Guid[]? keys)
    {
        if (binding.Level.WantsCursors) rows.Cursors.StartWith(Paging.Cursor.Header(binding.Level.Order, binding.Now));
        if (binding.Seeks == 1)
        {
            var isOne = binding.Level.Source is LevelSource.Keys && keys is [_];
            await ReadAsync(binding, rows, keys, binding.Shape with { IsOne = isOne });
            return;
        }

        await BeginSnapshotAsync();
        var wanted = binding.Size!.Value + 1;
        for (var seek = 0; seek < binding.Seeks && rows.Count < wanted; seek++)
        {
            binding.Parameters[QueryComposer.Limit] = wanted - rows.Count;
            await ReadAsync(binding, rows, keys, binding.Shape with { Segment = seek });
        }
    }

    private async Task ReadAsync(LevelBinding binding, LevelRows rows, Guid[]? keys, PageShape shape)
    {
        var level = binding.Level;
        var compiled = QueryOf(level, shape);
        var query = Query(binding, keys);
        if (shape.IsOne) query.Parameters[QueryComposer.Key] = keys![0];
        query.Parameters[QueryComposer.Writer] = new RowWriter(level.Layout, rows);
        await foreach (var _ in compiled.Run(query).WithCancellation(_cancelled))
        {
            // Each row wrote itself while the reader stood on it.
        }
    }

    private CompiledRows QueryOf(LevelPlan level, PageShape shape)
        => level.Queries.TryGetValue(shape, out var compiled)
            ? compiled
            : level.Queries.GetOrAdd(shape, composer.Rows(level, shape, context));

    private async Task ComputeAsync(ComputedPlan computed, LevelRows rows, Guid[] parents)
    {
        var objectsOf = await computed.Field.ComputeAsync(request, parents);
        foreach (var parent in parents)
        {
            foreach (var value in objectsOf(parent))
            {
                rows.BeginRow(parent);
                rows.BeginFragment();
                computed.Writer.Write(rows, value, new ValuePlace(null, null, LevelRows.NoScope));
                rows.EndRow();
            }
        }
    }

    private async Task CountAsync(LevelBinding binding, LevelRows rows, Guid[]? keys)
    {
        var level = binding.Level;
        var totals = level.Totals ??= composer.Totals(level, context);
        var query = Query(binding, keys);
        if (totals.One is { } one)
        {
            rows.Totals[default] = await one(query);
            return;
        }

        query.Parameters[QueryComposer.Writer] = new TotalWriter(rows.Totals);
        await foreach (var _ in totals.Many!(query).WithCancellation(_cancelled))
        {
            // Each parent's count was taken while the reader stood on it.
        }
    }

    private QueryContext Query(LevelBinding binding, Guid[]? keys)
    {
        var query = context.GetService<IQueryContextFactory>().Create();
        query.CancellationToken = _cancelled;
        foreach (var (name, value) in binding.Parameters) query.Parameters[name] = value;
        query.Parameters[ExpressionComposer.Now] = binding.Now;
        if (keys is not null) query.Parameters[QueryComposer.Keys] = keys;
        bindRequest(query);
        return query;
    }
}
