using System.Diagnostics;
using System.Security.Claims;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>Runs the operations of all connections, each in a scope and a trace of its own.</summary>
/// <param name="streams">Null when the schema has no subscriptions.</param>
internal sealed class SocketExecution(
    GraphQLExecutor executor, EventStreams? streams, IServiceScopeFactory scopes, UnexpectedErrors unexpected)
{
    /// <summary>Answers with any number of `next` and a `complete`, or with `error`.</summary>
    public async Task RunAsync(SocketOperation operation, ClaimsPrincipal user, SocketAnswer answer)
    {
        // Else all errors of a connection had the trace id of its handshake.
        Activity.Current = null;
        using var activity = new Activity("graphql-transport-ws").Start();
        try
        {
            await RunAsync(executor.Prepare(operation.Request), operation, user, answer);
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

    private async Task RunAsync(
        PreparedRequest prepared, SocketOperation operation, ClaimsPrincipal user, SocketAnswer answer)
    {
        if (prepared.Operation?.Operation is OperationType.Subscription)
        {
            await FollowAsync(
                streams ?? throw RequestErrors.KindNotAllowed(), prepared, operation, user, answer);
            return;
        }

        await operation.OpenAsync(stream: null);
        await using var scope = scopes.CreateAsyncScope();
        using var response = await executor.ExecuteAsync(prepared, user, scope.ServiceProvider, operation.Cancelled);
        if (response.IsRequestError)
        {
            await answer.EndAsync(ServerMessage.Error(operation.Id, response.Result.Errors!), operation.Cancelled);
            return;
        }

        await answer.SendAsync(ServerMessage.Next(operation.Id, response), operation.Cancelled);
        await answer.EndAsync(ServerMessage.Complete(operation.Id), operation.Cancelled);
    }

    private static async Task FollowAsync(EventStreams streams, PreparedRequest prepared, SocketOperation operation,
        ClaimsPrincipal user, SocketAnswer answer)
    {
        var (errors, stream) = await streams.OpenAsync(prepared, user, resumeAfter: null, operation.Cancelled);
        await operation.OpenAsync(stream);
        if (stream is null) await answer.EndAsync(ServerMessage.Error(operation.Id, errors), operation.Cancelled);
        else await streams.RunAsync(stream, answer, operation.Cancelled);
    }
}
