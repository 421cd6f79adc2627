using System.Diagnostics;
using System.Security.Claims;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits.Cost;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Runs the operations of all connections, each in a scope and a trace of its own.</summary>
/// <param name="streams">Null when the schema has no subscriptions.</param>
internal sealed class SocketExecution(
    GraphQLExecutor executor, EventStreams? streams, IServiceScopeFactory scopes, UnexpectedErrors unexpected,
    RefusalAudit audit)
{
    /// <summary>Answers with any number of `next` and a `complete`, or with `error`.</summary>
    public async Task RunAsync(SocketOperation operation, SocketCaller caller, SocketAnswer answer)
    {
        try
        {
            // What was needed to begin is let go of: a subscription may last for days.
            if (await BeginAsync(operation, caller, answer) is { } stream)
                await streams!.RunAsync(stream, answer, operation.Cancelled);
        }
        catch (Exception) when (operation.Cancelled.IsCancellationRequested)
        {
            // The client wants no more of it.
        }
        catch (ExecutionError refused)
        {
            await answer.EndAsync(ServerMessage.Error(operation.Id, [refused]), operation.Cancelled);
        }
        catch (Exception exception)
        {
            var masked = unexpected.Mask(exception);
            await answer.EndAsync(ServerMessage.Error(operation.Id, [masked]), operation.Cancelled);
        }
    }

    /// <returns>The subscription to run; null when the operation has been answered.</returns>
    private async Task<OpenedStream?> BeginAsync(
        SocketOperation operation, SocketCaller caller, SocketAnswer answer)
    {
        // Else all errors of a connection had the trace id of its handshake.
        Activity.Current = null;
        using var activity = new Activity("graphql-transport-ws").Start();
        try
        {
            var prepared = executor.Prepare(operation.TakeRequest(), caller.User) with { Report = caller.Report };
            if (prepared.Operation?.Operation is OperationType.Subscription && caller.Report is not CostReport.Validate)
                return await OpenAsync(prepared, operation, caller.User, answer);

            await operation.OpenAsync(stream: null);
            await AnswerAsync(prepared, operation, caller.User, answer);
        }
        catch (Exception exception) when (exception is not ExecutionError && !operation.Cancelled.IsCancellationRequested)
        {
            throw unexpected.Mask(exception);
        }

        return null;
    }

    private async Task<OpenedStream?> OpenAsync(
        PreparedRequest prepared, SocketOperation operation, ClaimsPrincipal user, SocketAnswer answer)
    {
        if (streams is null) throw RequestErrors.KindNotAllowed();

        var (errors, stream) = await streams.OpenAsync(prepared, user, resumeAfter: null, operation.Cancelled);
        await operation.OpenAsync(stream);
        if (stream is null)
        {
            Note(errors, user, prepared);
            await answer.EndAsync(ServerMessage.Error(operation.Id, errors), operation.Cancelled);
        }

        return stream;
    }

    private async Task AnswerAsync(
        PreparedRequest prepared, SocketOperation operation, ClaimsPrincipal user, SocketAnswer answer)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var response = await executor.ExecuteAsync(prepared, user, scope.ServiceProvider, operation.Cancelled);
        Note(response.Result.Errors, user, prepared);
        if (response.IsRequestError)
        {
            await answer.EndAsync(ServerMessage.Error(operation.Id, response.Result.Errors!), operation.Cancelled);
            return;
        }

        await answer.SendAsync(ServerMessage.Next(operation.Id, response), operation.Cancelled);
        await answer.EndAsync(ServerMessage.Complete(operation.Id), operation.Cancelled);
    }

    private void Note(IEnumerable<ExecutionError>? errors, ClaimsPrincipal user, PreparedRequest prepared)
        => audit.Note(errors, new RefusedCall(RefusedCall.WebSocket, user, Address: null, prepared.Request));
}
