using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using PipelineGraph.Engine.Types.Building;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>GraphQL.NET's execution of queries, planned fields apart.</summary>
internal sealed class PlannedParallelStrategy(PlanExecutor plans) : ParallelExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
        => node is PlannedExecutionNode planned
            ? PlannedFields.ExecuteAsync(plans, context, planned, SetNodeError, ProcessNodeUnhandledExceptionAsync)
            : base.ExecuteNodeAsync(context, node);
}

/// <summary>GraphQL.NET's execution of mutations, planned fields apart.</summary>
internal sealed class PlannedSerialStrategy(PlanExecutor plans) : SerialExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
        => node is PlannedExecutionNode planned
            ? PlannedFields.ExecuteAsync(plans, context, planned, SetNodeError, ProcessNodeUnhandledExceptionAsync)
            : base.ExecuteNodeAsync(context, node);
}

/// <summary>What both strategies do with a planned field.</summary>
internal static class PlannedFields
{
    internal static PlannedExecutionNode? Node(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType definition, int? index)
        => definition is PlannedFieldType { IsEntry: true }
            ? new PlannedExecutionNode(parent, graphType is NonNullGraphType { ResolvedType: { } type } ? type : graphType,
                field, definition, index)
            : null;

    internal static async Task ExecuteAsync(PlanExecutor plans, ExecutionContext context, PlannedExecutionNode node,
        Action<ExecutionContext, ExecutionNode, GraphQL.ExecutionError> fail,
        Func<ExecutionContext, ExecutionNode, Exception, Task<bool>> unexpected)
    {
        try
        {
            var json = await plans.ExecuteAsync(context, node).ConfigureAwait(false);
            node.Result = json;
            if (json is not null) ((Execution.RequestContext)context.UserContext).Own(json);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (GraphQL.ExecutionError error)
        {
            fail(context, node, error);
        }
        catch (Exception exception)
        {
            if (await unexpected(context, node, exception).ConfigureAwait(false)) throw;
        }
    }
}

/// <summary>Chooses the strategy by the kind of operation.</summary>
internal sealed class PlannedStrategySelector(PlanExecutor plans) : IExecutionStrategySelector
{
    private readonly PlannedParallelStrategy _parallel = new(plans);
    private readonly PlannedSerialStrategy _serial = new(plans);

    public IExecutionStrategy Select(ExecutionContext context) => context.Operation.Operation switch
    {
        OperationType.Query => _parallel,
        OperationType.Mutation => _serial,
        _ => throw new InvalidOperationException("Subscriptions have no execution strategy yet.")
    };
}
