using GraphQL;
using GraphQL.Resolvers;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Mutations.Errors;
using PipelineGraph.Engine.Mutations.Inputs;

namespace PipelineGraph.Engine.Mutations;

/// <summary>Runs one mutation: input, handler; a declared refusal becomes the payload's errors.</summary>
internal sealed class MutationResolver(
    Mutation mutation, InputBinder binder, ErrorCatalog errors, OutcomeFormat outcomes, MutationOptions options)
    : IFieldResolver
{
    internal const string Argument = "input";

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var idempotent = RequestContext.Of(context).Idempotent;
        if (idempotent?.StoredOutcome is { } outcome) return outcomes.Read(outcome, mutation.PayloadType);
        if (idempotent is null)
            return await RunAsync(context, new MutationCall(outcomes, context)).ConfigureAwait(false);

        try
        {
            return await RunAsync(context, idempotent).ConfigureAwait(false);
        }
        catch (IdempotencyKeyTakenException)
        {
            idempotent.TakenByOther();
            throw IdempotencyErrors.Running();   // nobody sees it: the request is answered from the other's record
        }
    }

    private async Task<object> RunAsync(IResolveFieldContext context, IdempotentRun idempotent)
    {
        var call = new MutationCall(outcomes, context);
        var result = await RunAsync(context, call).ConfigureAwait(false);
        if (result is Refused refused)
            await idempotent.CommitAsync(outcomes.Write(refused), context.CancellationToken).ConfigureAwait(false);
        else if (call.HasOutcome)
            idempotent.CommittedByHost();
        else
            await idempotent.CommitAsync(outcomes.Write(result), context.CancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<object> RunAsync(IResolveFieldContext context, MutationCall call)
    {
        try
        {
            var input = Bind((IDictionary<string, object?>)context.Arguments![Argument].Value!);
            return await mutation.RunAsync(input, call).ConfigureAwait(false);
        }
        catch (Exception exception) when (errors.TryRaise(exception, mutation.RefusalTypes) is { } refused)
        {
            return new Refused(refused, (exception as RefusedWithDataException)?.Payload);
        }
    }

    private object Bind(IDictionary<string, object?> fields)
    {
        var faults = new InputFaults();
        var input = mutation.Bind(binder, fields, faults);
        return faults.Any ? throw options.InvalidInput(faults.All) : input;
    }
}
