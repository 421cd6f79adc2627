using System.Security.Claims;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Types.Building;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>Answers planned fields: plan from the cache, commands, JSON.</summary>
internal sealed class PlanExecutor(GraphSchema schema, PlannerDatabase database, PlanningOptions options, TimeProvider clock)
{
    private readonly PlanCache _plans = new(options.CachedPlans);
    private readonly PlanTargets _targets = new(schema.Catalog);
    private readonly Lock _lock = new();
    private (ExpressionComposer Expressions, QueryComposer Queries)? _composers;

    /// <summary>Runs the plan of a field and returns its finished JSON, null when the field itself is null.</summary>
    /// <exception cref="ExecutionError">The field's arguments are wrong.</exception>
    internal async Task<RawJson?> ExecuteAsync(ExecutionContext execution, PlannedExecutionNode node)
    {
        var arguments = execution.ArgumentValues?.GetValueOrDefault(node.Field);
        var target = _targets.Of((PlannedFieldType)node.FieldDefinition, arguments);
        await using var context = database.Lease(execution.User);
        var composers = Composers(context);
        var plan = _plans.Get(
            new PlanKey(execution.Operation, string.Join('/', node.ResponsePath) + target.Shape, VariableShape.Of(execution.Variables)),
            () => new QueryPlan([.. target.Levels(
                new PlanBuilder(schema.Catalog, composers.Expressions, execution), node)]));

        var now = Now();
        await using var reader = new PlanReader(context, database, composers.Queries, level => LevelBinding.Bind(level,
            plan.Roots.Contains(level) ? arguments : execution.ArgumentValues?.GetValueOrDefault(level.Field), now),
            query => BindRequest(query, execution.User), execution.CancellationToken);
        if (plan.NeedsSnapshot) await reader.BeginSnapshotAsync();

        var results = new List<LevelResult>(plan.Roots.Count);
        try
        {
            foreach (var root in plan.Roots) results.Add(await reader.ReadAsync(root, target.KeysOf(root.Item)));
            return Assemble(execution, node, target, results);
        }
        finally
        {
            foreach (var result in results) result.Dispose();
        }
    }

    private static RawJson? Assemble(
        ExecutionContext execution, PlannedExecutionNode node, PlanTarget target, List<LevelResult> results)
    {
        var errors = new ErrorList(execution.Document);
        using var output = new Utf8Buffer();
        var assembler = new Assembler(output, errors);
        assembler.StartAt(node.ResponsePath);
        target.Write(assembler, output, results);
        foreach (var error in errors.Errors) execution.Errors.Add(error);
        return output.Written.SequenceEqual("null"u8) ? null : output.Detach();
    }

    private void BindRequest(QueryContext query, ClaimsPrincipal? caller)
    {
        foreach (var (name, value) in options.RequestValues)
            query.Parameters[ExpressionComposer.RequestPrefix + name] = value(caller);
    }

    private (ExpressionComposer Expressions, QueryComposer Queries) Composers(DbContext context)
    {
        lock (_lock)
        {
            if (_composers is { } known) return known;
            var expressions = new ExpressionComposer(context.Model);
            var composers = (expressions, new QueryComposer(context.Model, expressions, database));
            _composers = composers;
            return composers;
        }
    }

    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
