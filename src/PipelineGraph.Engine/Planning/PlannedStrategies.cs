using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using PipelineGraph.Engine.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>GraphQL.NET's execution of queries, planned fields apart.</summary>
internal sealed class PlannedParallelStrategy : ParallelExecutionStrategy
{
    private readonly PlanExecutor _plans;
    private readonly PlannedFields.Failing _failing;

    internal PlannedParallelStrategy(PlanExecutor plans)
        => (_plans, _failing) = (plans, new(SetNodeError, ProcessNodeUnhandledExceptionAsync));

    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
        => PlannedFields.Refuses(context, node, _failing) ? Task.CompletedTask
            : node is PlannedExecutionNode planned
            ? PlannedFields.ExecuteAsync(_plans, context, planned, _failing)
            : base.ExecuteNodeAsync(context, node);

    protected override Task CompleteDataLoaderNodeAsync(ExecutionContext context, ExecutionNode node)
        => node is PlannedExecutionNode planned
            ? PlannedFields.CompleteAsync(_plans, context, planned, _failing)
            : base.CompleteDataLoaderNodeAsync(context, node);
}

/// <summary>GraphQL.NET's execution of mutations, planned fields apart.</summary>
internal sealed class PlannedSerialStrategy : SerialExecutionStrategy
{
    private readonly PlanExecutor _plans;
    private readonly PlannedFields.Failing _failing;

    internal PlannedSerialStrategy(PlanExecutor plans)
        => (_plans, _failing) = (plans, new(SetNodeError, ProcessNodeUnhandledExceptionAsync));

    /// <summary>One mutation after the other, each with its whole payload, which shows the state that it left.</summary>
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        foreach (var mutation in ((RootExecutionNode)rootNode).SubFields ?? [])
            await base.ExecuteNodeTreeAsync(context, mutation).ConfigureAwait(false);
    }

    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
        => PlannedFields.Refuses(context, node, _failing) ? Task.CompletedTask
            : node is PlannedExecutionNode planned
            ? PlannedFields.ExecuteAsync(_plans, context, planned, _failing)
            : base.ExecuteNodeAsync(context, node);

    protected override Task CompleteDataLoaderNodeAsync(ExecutionContext context, ExecutionNode node)
        => node is PlannedExecutionNode planned
            ? PlannedFields.CompleteAsync(_plans, context, planned, _failing)
            : base.CompleteDataLoaderNodeAsync(context, node);
}

/// <summary>Makes the plans of a query, and executes nothing of it.</summary>
internal sealed class RehearsalStrategy(PlanExecutor plans) : ParallelExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    protected override async Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
    {
        if (node is not PlannedExecutionNode planned) return;

        try
        {
            await plans.RehearseAsync(context, planned).ConfigureAwait(false);
        }
        catch (ExecutionError)
        {
            // The values that were made up are none that the field takes.
        }
    }
}

/// <summary>Chooses the strategy by the kind of operation.</summary>
internal sealed class PlannedStrategySelector(PlanExecutor plans) : IExecutionStrategySelector
{
    private readonly PlannedParallelStrategy _parallel = new(plans);
    private readonly PlannedSerialStrategy _serial = new(plans);
    private readonly PlannedStreamStrategy _stream = new(plans);
    private readonly RehearsalStrategy _rehearsal = new(plans);

    public IExecutionStrategy Select(ExecutionContext context) => context.Operation.Operation switch
    {
        _ when RequestContext.Of(context).IsRehearsal => _rehearsal,
        OperationType.Query => _parallel,
        OperationType.Mutation => _serial,
        _ => _stream
    };
}
