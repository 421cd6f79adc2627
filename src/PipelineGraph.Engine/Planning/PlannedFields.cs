using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using PipelineGraph.Engine.Authorization;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Types.Building;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PipelineGraph.Engine.Planning;

/// <summary>What all strategies do with a planned field.</summary>
internal static class PlannedFields
{
    internal static PlannedExecutionNode? Node(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType definition, int? index)
    {
        if (definition is not PlannedFieldType { IsEntry: true }) return null;
        var nullable = graphType is NonNullGraphType { ResolvedType: { } type } ? type : graphType;
        return new PlannedExecutionNode(parent, nullable, field, definition, index);
    }

    /// <summary>Says so where the caller may not have the field, planned or not.</summary>
    internal static bool Refuses(ExecutionContext context, ExecutionNode node, Failing fail)
    {
        if (FieldAccess.Check(context, node.FieldDefinition) is not { } error) return false;

        fail.Expected(context, node, error);
        return true;
    }

    /// <summary>Answers an entry into a table at once; lets a keyed field wait for its likes.</summary>
    internal static Task ExecuteAsync(
        PlanExecutor plans, ExecutionContext context, PlannedExecutionNode node, Failing fail)
    {
        if (!((PlannedFieldType)node.FieldDefinition).IsKeyed)
            return GuardAsync(plans.ExecuteAsync(context, [node]), true, context, node, fail);
        RequestContext.Of(context).Keyed.Add(context, node);
        return Task.CompletedTask;
    }

    /// <summary>Answers a keyed field together with its likes.</summary>
    internal static Task CompleteAsync(
        PlanExecutor plans, ExecutionContext context, PlannedExecutionNode node, Failing fail)
    {
        var (run, isFirst) = RequestContext.Of(context).Keyed.Complete(plans, context, node);
        return GuardAsync(run, isFirst, context, node, fail);
    }

    /// <param name="plan">What answers the field.</param>
    /// <param name="isFirst">Whether the field is the first of those that the plan answers: the one that logs.</param>
    private static async Task GuardAsync(
        Task plan, bool isFirst, ExecutionContext context, PlannedExecutionNode node, Failing fail)
    {
        try
        {
            await plan.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ExecutionError error)
        {
            fail.Expected(context, node,
                new ExecutionError(error.Message) { Code = error.Code, Extensions = error.Extensions });
        }
        catch (Exception) when (!isFirst)
        {
            fail.Expected(context, node, UnexpectedErrors.Again());
        }
        catch (Exception exception)
        {
            if (await fail.Unexpected(context, node, exception).ConfigureAwait(false)) throw;
        }
    }

    /// <summary>How a strategy notes failures.</summary>
    internal sealed record Failing(
        Action<ExecutionContext, ExecutionNode, ExecutionError> Expected,
        Func<ExecutionContext, ExecutionNode, Exception, Task<bool>> Unexpected);
}
