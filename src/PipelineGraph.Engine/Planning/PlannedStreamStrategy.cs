using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Authorization;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Types.Building;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>
/// Execution of subscriptions. Events do not run through GraphQL.NET's observables, which have no back-pressure: an
/// operation is executed once to find what is wanted, and then again for every page of events.
/// </summary>
internal sealed class PlannedStreamStrategy(PlanExecutor plans) : ExecutionStrategy
{
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        var root = (RootExecutionNode)rootNode;
        var node = (PlannedExecutionNode)root.SubFields![0];
        var run = RequestContext.Of(context).Stream
            ?? throw new InvalidOperationException("A subscription is run by its transport only.");
        if (run.Events is null) Open(context, run, node);
        else await ShowAsync(context, run, run.Events, root, node).ConfigureAwait(false);
    }

    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null)
        => PlannedFields.Node(parent, graphType, field, fieldDefinition, indexInParentNode)
            ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    private void Open(ExecutionContext context, StreamRun run, PlannedExecutionNode node)
    {
        try
        {
            if (FieldAccess.Check(context, node.FieldDefinition) is { } error) throw error;

            var values = context.ArgumentValues?.GetValueOrDefault(node.Field);
            var arguments = new StreamArguments(values, context.User);
            run.Selection = ((PlannedFieldType)node.FieldDefinition).Stream!.Select(arguments);
            run.After = arguments.Text(SubscriptionField.After);
            run.AfterVariable = OwnVariable(context, node.Field);
        }
        catch (ExecutionError refused)
        {
            SetNodeError(context, node,
                new ExecutionError(refused.Message) { Code = refused.Code, Extensions = refused.Extensions });
        }
    }

    private async Task ShowAsync(ExecutionContext context, StreamRun run, IReadOnlyList<LoggedEvent> events,
        RootExecutionNode root, PlannedExecutionNode field)
    {
        var nodes = new PlannedExecutionNode[events.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            var parent = new RootExecutionNode((IObjectGraphType)root.GraphType!, root.SelectionSet) { Result = events[i] };
            nodes[i] = new PlannedExecutionNode(parent, field.GraphType!, field.Field, field.FieldDefinition, null);
        }

        try
        {
            await plans.ExecuteAsync(context, nodes).ConfigureAwait(false);
            run.Shown = nodes;
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            if (await ProcessNodeUnhandledExceptionAsync(context, field, exception).ConfigureAwait(false)) throw;
        }
    }

    /// <summary>The variable that holds the cursor and is used for nothing else.</summary>
    private static string? OwnVariable(ExecutionContext context, GraphQLField field)
    {
        var given = field.Arguments?.Items.Find(argument => argument.Name.Value == SubscriptionField.After);
        if (given?.Value is not GraphQLVariable after) return null;

        var usages = new ValidationContext { Schema = context.Schema, Document = context.Document, Operation = context.Operation }
            .GetRecursiveVariables(context.Operation);
        return usages?.Count(usage => usage.Node.Name == after.Name) == 1 ? after.Name.StringValue : null;
    }
}
