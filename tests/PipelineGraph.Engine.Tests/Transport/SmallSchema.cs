using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Tests.Transport;

/// <summary>An ordinary GraphQL.NET schema with one field per situation that a transport meets.</summary>
internal sealed class SmallSchema : Schema
{
    public SmallSchema()
    {
        this.RegisterHotChocolateDirectives();

        var node = new ObjectGraphType { Name = "Item" };
        node.Field<NonNullGraphType<StringGraphType>>("name").Resolve(_ => "thing");
        node.Field<NonNullGraphType<StringGraphType>>("missing").Resolve(_ => null);
        node.Field("child", node).Resolve(_ => new object());

        var query = new ObjectGraphType { Name = "Query" };
        query.Field<StringGraphType>("hello").Argument<StringGraphType>("name")
            .Resolve(context => "hi " + context.GetArgument("name", "there"));
        query.Field<IntGraphType>("double").Argument<NonNullGraphType<IntGraphType>>("of")
            .Resolve(context => 2 * context.GetArgument<int>("of"));
        query.Field<ListGraphType<NonNullGraphType<IntGraphType>>>("numbers")
            .Resolve(_ => Enumerable.Range(1, 3));
        query.Field<StringGraphType>("fails").Resolve(_ => throw new FormatException("SELECT secret FROM /etc/passwd"));
        query.Field<FloatGraphType>("notANumber").Resolve(_ => double.NaN);
        query.Field<StringGraphType>("refused")
            .Resolve(_ => throw new ExecutionError("Not for you.") { Code = ErrorCode });
        query.Field("item", node).Resolve(_ => new object());
        query.Field<StringGraphType>("slow").ResolveAsync(async context =>
        {
            RequestContext.Of(context).Own(Probe.Owned = new ProbeResource());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return null;
        });
        query.Field<StringGraphType>("waits").ResolveAsync(async context =>
        {
            Probe.Waiting.Release();
            await Probe.Gate.WaitAsync(context.CancellationToken);
            return "waited";
        });
        query.Field<StringGraphType>("caller").Resolve(context => context.User?.Identity?.Name);
        Query = query;

        var mutation = new ObjectGraphType { Name = "Mutation" };
        mutation.Field<IntGraphType>("count").Resolve(_ => Interlocked.Increment(ref Probe.Mutations));
        mutation.Field<IntGraphType>("countLater").ResolveAsync(async _ =>
        {
            Probe.Waiting.Release();
            await Probe.Gate.WaitAsync();   // whoever cancels it must wait, too
            return Interlocked.Increment(ref Probe.Mutations);
        });
        Mutation = mutation;

        var subscription = new ObjectGraphType { Name = "Subscription" };
        subscription.Field<IntGraphType>("ticks").ResolveStream(_ => new Never());
        Subscription = subscription;
    }

    public const string ErrorCode = "DEAL_REFUSED";

    public ProbeState Probe { get; } = new();

    internal sealed class ProbeState
    {
        public int Mutations;
        public ProbeResource? Owned;

        /// <summary>Released once by each resolver that has come to the gate.</summary>
        public SemaphoreSlim Waiting { get; } = new(0);

        /// <summary>Lets one waiting resolver through for each release.</summary>
        public SemaphoreSlim Gate { get; } = new(0);
    }

    internal sealed class ProbeResource : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Never : IObservable<object?>
    {
        public IDisposable Subscribe(IObserver<object?> observer) => new ProbeResource();
    }
}
