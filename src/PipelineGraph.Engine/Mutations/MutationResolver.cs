using GraphQL;
using GraphQL.Resolvers;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Mutations.Errors;
using PipelineGraph.Engine.Mutations.Inputs;

namespace PipelineGraph.Engine.Mutations;

/// <summary>Runs one mutation: access, input, handler; a declared refusal becomes the payload's errors.</summary>
internal sealed class MutationResolver(
    Mutation mutation, InputBinder binder, ErrorCatalog errors, OutcomeFormat outcomes, MutationOptions options)
    : IFieldResolver
{
    internal const string Argument = "input";

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        if (!mutation.Allows(context.User)) throw RequestErrors.NotAuthorized();

        var call = new MutationCall(outcomes, context.User, context.RequestServices!, null, context.CancellationToken);
        try
        {
            var input = Bind((IDictionary<string, object?>)context.Arguments![Argument].Value!);
            return await mutation.RunAsync(input, call).ConfigureAwait(false);
        }
        catch (Exception exception) when (errors.TryRaise(exception, mutation.RefusalTypes) is { } refused)
        {
            return new Refused(refused);
        }
    }

    private object Bind(IDictionary<string, object?> fields)
    {
        var faults = new InputFaults();
        var input = mutation.Bind(binder, fields, faults);
        return faults.Any ? throw options.InvalidInput(faults.All) : input;
    }
}
