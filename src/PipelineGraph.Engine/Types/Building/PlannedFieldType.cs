using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>A field that the planner answers. Its resolver throws: if it ever runs, the planner was passed by.</summary>
internal sealed class PlannedFieldType : FieldType
{
    internal PlannedFieldType() => Resolver = NeverRuns.Instance;

    /// <summary>The declaration, when the field is an entry point into a table.</summary>
    internal ListField? Entry { get; init; }

    /// <summary>The declaration, when the field starts from keys that a resolver's object holds.</summary>
    internal KeyedField? Keyed { get; init; }

    /// <summary>The declaration, when it starts from what hangs on a row whose key such an object holds.</summary>
    internal RelatedField? Related { get; init; }

    /// <summary>The declaration, when the field is one of `Subscription`.</summary>
    internal SubscriptionField? Stream { get; init; }

    /// <summary>Whether the field starts from keys that a resolver's object holds.</summary>
    internal bool IsKeyed => Keyed is not null || Related is not null;

    /// <summary>Set for `node` and `nodes`.</summary>
    internal NodeEntry? Node { get; init; }

    /// <summary>Whether execution starts a plan here, rather than in a field above.</summary>
    internal bool IsEntry => Entry is not null || IsKeyed || Node is not null;

    /// <summary>A resolver for types that resolvers make objects of, too; without such an object it refuses to run.</summary>
    internal static IFieldResolver From<TSource>(Func<TSource, object?> read)
        => new FuncFieldResolver<object?>(
            context => context.Source is TSource source ? read(source) : throw IsPlanned(context));

    private static InvalidOperationException IsPlanned(IResolveFieldContext context)
        => new($"{context.ParentType.Name}.{context.FieldDefinition.Name} is planned.");

    internal sealed class NeverRuns : IFieldResolver, ISourceStreamResolver
    {
        internal static readonly NeverRuns Instance = new();

        ValueTask<IObservable<object?>> ISourceStreamResolver.ResolveAsync(IResolveFieldContext context)
            => throw IsPlanned(context);

        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
            => throw IsPlanned(context);
    }
}
