using System.Security.Claims;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>Answers planned fields: plan from the cache, commands, JSON.</summary>
internal sealed class PlanExecutor(GraphSchema schema, PlannerDatabase database, PlanningOptions options, TimeProvider clock)
{
    // What an answer's buffer begins with, bytes; many answers at once are mostly small ones.
    private const int Capacity = 4096;
    private const int SharedCapacity = 256;

    private readonly PlanCache _plans = new(options.CachedPlans);
    private readonly PlanTargets _targets = new(schema.Catalog);
    private readonly Lock _lock = new();
    private readonly Dictionary<IModel, Composers> _composers = [];
    private Composers? _ofAll;   // for callers who see all

    /// <summary>
    /// Answers one field, or one field of several objects at once: each node's result is its finished JSON then, null
    /// when the field itself is null.
    /// </summary>
    /// <exception cref="ExecutionError">The field's arguments are wrong.</exception>
    internal async Task ExecuteAsync(ExecutionContext execution, IReadOnlyList<PlannedExecutionNode> nodes)
    {
        var (node, type) = (nodes[0], (PlannedFieldType)nodes[0].FieldDefinition);
        var arguments = ArgumentsOf(execution, node, type);
        PlanCall[] calls = [.. nodes.Select(each => new PlanCall(each, _targets.Of(type, each.Source, arguments)))];
        var roots = calls is [var only] ? only.Target.Roots : RootsOf(calls);
        if (roots.Count == 0)
        {
            Assemble(execution, calls, []);
            return;
        }

        var now = Instants.Of(clock);
        if (calls is [{ Target.Row: { } row }] && database.SeesAll(execution.User)
            && FromHand(execution, calls, arguments, row, now)) return;

        await using var context = await database.LeaseAsync(execution.User, execution.CancellationToken);
        var composers = ComposersOf(context, execution.User);
        var plan = PlanOf(execution, node, arguments, roots, composers);
        await using var reader = Reader(execution, context, composers, plan, arguments, now);
        if (plan.NeedsSnapshot) await reader.BeginSnapshotAsync();

        var results = new List<LevelResult>(plan.Roots.Count);
        try
        {
            foreach (var level in plan.Roots) results.Add(await reader.ReadAsync(level, KeysOf(calls, level)));
            Assemble(execution, calls, results);
        }
        finally
        {
            foreach (var result in results) result.Dispose();
        }
    }

    /// <summary>Makes the plan of a field and compiles its queries, where that needs no object and no id; reads nothing.</summary>
    internal async Task RehearseAsync(ExecutionContext execution, PlannedExecutionNode node)
    {
        var type = (PlannedFieldType)node.FieldDefinition;
        var roots = _targets.RootsOf(type);
        if (roots.Count == 0) return;

        var arguments = ArgumentsOf(execution, node, type);
        await using var context = await database.LeaseAsync(execution.User, execution.CancellationToken);
        var composers = ComposersOf(context, execution.User);
        var plan = PlanOf(execution, node, arguments, roots, composers);
        await using var reader = Reader(execution, context, composers, plan, arguments, Instants.Of(clock));
        foreach (var level in plan.Roots) reader.Compile(level);
    }

    private PlanReader Reader(
        ExecutionContext execution, DbContext context, Composers composers, QueryPlan plan,
        IDictionary<string, ArgumentValue>? arguments, DateTime now)
        => new(context, database, composers.Queries, level => LevelBinding.Bind(level,
            plan.Roots.Contains(level) ? arguments : execution.ArgumentValues?.GetValueOrDefault(level.Field), now),
            query => BindRequest(query, execution.User),
            new ComputeRequest(context, execution.User, now, execution.CancellationToken));

    /// <summary>Answers with a row in hand.</summary>
    /// <returns>False when the database has to be asked.</returns>
    private bool FromHand(
        ExecutionContext execution, PlanCall[] calls, IDictionary<string, ArgumentValue>? arguments, object row, DateTime now)
    {
        if (_ofAll is not { } composers) return false;   // the first answer finds out how to compose

        var (node, target) = calls[0];
        var level = PlanOf(execution, node, arguments, target.Roots, composers).Roots[0];
        level.FromHand ??= new(() => composers.Queries.FromHand(level));
        if (level.FromHand.Value is not { } write) return false;

        var rows = new LevelRows(level.Layout.Fragments);
        using var result = new LevelResult(LevelBinding.Bind(level, arguments, now), rows, []);
        write(new RowWriter(level.Layout, rows), row);
        Assemble(execution, calls, [result]);
        return true;
    }

    /// <summary>The field's arguments, with the `where` of a field above when that is what narrows its rows.</summary>
    private static IDictionary<string, ArgumentValue>? ArgumentsOf(
        ExecutionContext execution, PlannedExecutionNode node, PlannedFieldType type)
    {
        var own = execution.ArgumentValues?.GetValueOrDefault(node.Field);
        if (type.Related?.List.FilteredBy is not { } above) return own;

        ExecutionNode? filtered = node.Parent;
        while (filtered is not null && filtered.FieldDefinition?.Name != above) filtered = filtered.Parent;
        if (filtered is null || execution.ArgumentValues?.GetValueOrDefault(filtered.Field) is not { } given
            || !given.TryGetValue("where", out var where)) return own;
        var arguments = own is null ? [] : new Dictionary<string, ArgumentValue>(own);
        arguments["where"] = where;
        return arguments;
    }

    private static PlanRoot[] RootsOf(PlanCall[] calls)
        => [.. calls.SelectMany(call => call.Target.Roots).DistinctBy(root => root.Item.Name)
            .OrderBy(root => root.Item.Name, StringComparer.Ordinal)];

    private static PlanKey KeyOf(
        ExecutionContext execution, PlannedExecutionNode node, IReadOnlyList<PlanRoot> roots, Composers composers)
    {
        var types = roots[0].Source is LevelSource.Root
            ? ""
            : ":" + string.Join(',', roots.Select(root => root.Item.Name));
        return new PlanKey(composers.Model, execution.Operation, PlanCall.PlaceOf(node, execution.Schema) + types,
            VariableShape.Of(execution.Variables));
    }

    private QueryPlan PlanOf(
        ExecutionContext execution, PlannedExecutionNode node, IDictionary<string, ArgumentValue>? arguments,
        IReadOnlyList<PlanRoot> roots, Composers composers)
        => _plans.Get(KeyOf(execution, node, roots, composers),
            () => Plan(execution, node, arguments, roots, composers.Expressions));

    private QueryPlan Plan(
        ExecutionContext execution, PlannedExecutionNode node, IDictionary<string, ArgumentValue>? arguments,
        IReadOnlyList<PlanRoot> roots, ExpressionComposer expressions)
    {
        var builder = new PlanBuilder(schema.Catalog, expressions, execution, (node.Field, arguments));
        var selected = new SelectedField(node.Name!, node.Field);
        if (node.Field.SelectionSet is { } set) selected.Sets.Add(set);
        var owner = node.GetParentType(schema)!.Name;
        var plan = new QueryPlan([.. roots.Select(root =>
            builder.Level(new NestedLevel(root.Source, root.List, selected, owner)
            {
                Shown = root.Item,
                Parent = root.Parent
            }))]);
        RequestContext.Of(execution).CountPlan(plan.Roots.Sum(root => root.Commands));
        return plan;
    }

    private static Guid[]? KeysOf(PlanCall[] calls, LevelPlan level) => level.Source is LevelSource.Root
        ? null
        : [.. calls.SelectMany(call => call.Target.KeysOf(level.Item)).Distinct()];

    private static void Assemble(ExecutionContext execution, PlanCall[] calls, List<LevelResult> results)
    {
        var isStream = execution.Operation.Operation is OperationType.Subscription;
        var left = ErrorList.Most;
        foreach (var (node, target) in calls)
        {
            var errors = new ErrorList(execution.Document, left);
            using var output = new Utf8Buffer(calls.Length > 1 ? SharedCapacity : Capacity);
            var assembler = new Assembler(output, errors, node.Field);
            assembler.StartAt(node.ResponsePath);
            target.Write(assembler, output, results);
            node.Result = output.Written.SequenceEqual("null"u8)
                ? null
                : RequestContext.Of(execution).Own(output.Detach());
            node.Errors = errors.Errors;
            if (isStream) continue;   // each event is a response of its own

            left -= errors.Errors.Count;
            foreach (var error in errors.Errors) execution.Errors.Add(error);
        }
    }

    private void BindRequest(QueryContext query, ClaimsPrincipal? caller)
    {
        foreach (var (name, value) in options.RequestValues)
            query.Parameters[ExpressionComposer.RequestPrefix + name] = value(caller);
    }

    private Composers ComposersOf(DbContext context, ClaimsPrincipal? caller)
    {
        lock (_lock)
        {
            if (!_composers.TryGetValue(context.Model, out var composers))
            {
                var expressions = new ExpressionComposer(context.Model);
                composers = new Composers(
                    context.Model, expressions, new QueryComposer(context.Model, expressions, database));
                _composers.Add(context.Model, composers);
            }

            if (_ofAll is null && database.SeesAll(caller)) _ofAll = composers;
            return composers;
        }
    }

    private sealed record Composers(IModel Model, ExpressionComposer Expressions, QueryComposer Queries);
}
