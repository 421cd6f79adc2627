using System.Diagnostics;
using System.Security.Claims;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Runs the operations of all connections, each in a scope and a trace of its own.</summary>
internal sealed class SocketExecution(
    GraphQLExecutor executor, IServiceScopeFactory scopes, UnexpectedErrors unexpected)
{
    /// <summary>Answers with `next` and `complete`, or with `error` when nothing was executed.</summary>
    /// <param name="free">Called before the last message, after which the client may use the id again.</param>
    public async Task RunAsync(SocketOperation operation, ClaimsPrincipal user, SocketSender sender, Action free)
    {
        try
        {
            var (answer, isLast) = await AnswerAsync(operation, user);
            using (answer)
            {
                if (isLast) free();
                await sender.SendAsync(answer.WrittenMemory, operation.Cancelled);
            }

            if (isLast) return;
            free();
            using var complete = ServerMessage.Complete(operation.Id);
            await sender.SendAsync(complete.WrittenMemory, operation.Cancelled);
        }
        catch (Exception) when (operation.Cancelled.IsCancellationRequested)
        {
            // The client wants no more of it.
        }
    }

    private async Task<(PooledBuffer Message, bool IsLast)> AnswerAsync(SocketOperation operation, ClaimsPrincipal user)
    {
        // Else all errors of a connection had the trace id of its handshake.
        Activity.Current = null;
        using var activity = new Activity("graphql-transport-ws").Start();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            using var response = await ExecuteAsync(operation, user, scope.ServiceProvider);
            return response.IsRequestError
                ? (ServerMessage.Error(operation.Id, response.Result.Errors!), true)
                : (ServerMessage.Next(operation.Id, response), false);
        }
        catch (Exception exception) when (!operation.Cancelled.IsCancellationRequested)
        {
            return (ServerMessage.Error(operation.Id, [unexpected.Mask(exception)]), true);
        }
    }

    private async Task<GraphQLResponse> ExecuteAsync(
        SocketOperation operation, ClaimsPrincipal user, IServiceProvider services)
    {
        var prepared = executor.Prepare(operation.Request);
        return prepared.Operation?.Operation is OperationType.Subscription
            ? GraphQLResponse.Refused(RequestErrors.KindNotAllowed())
            : await executor.ExecuteAsync(prepared, user, services, operation.Cancelled);
    }
}
