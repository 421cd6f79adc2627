using System.Security.Claims;
using GraphQL;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Idempotency;

namespace PipelineGraph.Engine.Mutations;

/// <summary>One call of a mutation, as its handler sees it.</summary>
public sealed class MutationCall
{
    private readonly OutcomeFormat _outcomes;

    internal MutationCall(OutcomeFormat outcomes, IResolveFieldContext context)
    {
        _outcomes = outcomes;
        (User, Services, Cancelled) = (context.User, context.RequestServices!, context.CancellationToken);
        Claim = RequestContext.Of(context).Idempotent?.Claim;
    }

    /// <summary>The caller, as authentication found it.</summary>
    public ClaimsPrincipal? User { get; }

    /// <summary>The scope of the request.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// The idempotency key that came with the request, null without one. Who commits the change inserts it, with
    /// <see cref="Outcome"/>, in the same transaction.
    /// </summary>
    public IdempotencyClaim? Claim { get; }

    public CancellationToken Cancelled { get; }

    /// <summary>What is wrong with the input's values by themselves, for a handler that refuses before it uses
    /// them.</summary>
    public IReadOnlyList<(string Field, string Message)> ValueFaults()
    {
        var faults = new InputFaults();
        FindsFaults?.Invoke(faults);
        return faults.All;
    }

    /// <summary>The result as it is kept with the key: enough to render the response again after a crash.</summary>
    /// <param name="payload">What the handler is going to return.</param>
    public byte[] Outcome(object payload)
    {
        HasOutcome = true;
        return _outcomes.Write(payload);
    }

    internal Action<InputFaults>? FindsFaults { private get; set; }

    /// <summary>Whether the handler took the outcome, so that it is in its transaction.</summary>
    internal bool HasOutcome { get; private set; }
}
