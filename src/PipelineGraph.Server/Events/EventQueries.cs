using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Events;

/// <summary>The log of events, readable: the same one that feeds every subscription.</summary>
internal sealed class EventQueries : ReaderQueries
{
    private const int DefaultSize = 50, MostSize = 200;
    private const double ReadingCost = 10;   // of a resolver that asks the database

    private readonly EventLog _log;
    private readonly Visibility _visibility;

    public EventQueries(EventLog log, Visibility visibility)
    {
        (_log, _visibility) = (log, visibility);
        Resolved(new FieldType
        {
            Name = "latestEventCursor",
            Description = "Where the log ends now: take it, read a snapshot, then follow what comes after it.",
            ResolvedType = new NonNullGraphType(new StringGraphType()),
            Resolver = new FuncFieldResolver<string>(async context =>
                EventCursor.Encode(await log.LatestAsync(context.CancellationToken))),
        }.Cost(ReadingCost));
        Connection("events", "PipelineEvent", PageAsync).Sized(DefaultSize, MostSize)
            .Argument("first", new IntGraphType(), $"How many, at most {MostSize}.", DefaultSize)
            .Argument("after", new StringGraphType(),
                "Cursor of the last event that is known; without it, or empty: from the oldest retained.")
            .Argument("types",
                new ListGraphType(new NonNullGraphType(new GraphQLTypeReference(nameof(PipelineEventType)))),
                "Only events of these types.")
            .Argument("pipelineId", new IdGraphType(),
                "Only events of deals in this pipeline, those that left it with the event included.")
            .Argument("dealId", new IdGraphType(), "Only events of this deal.")
            .Description("Committed changes of deals, oldest first, for as long as they are retained.");
    }

    private async Task<KeyedPage> PageAsync(IResolveFieldContext context)
    {
        var first = context.GetArgument<int?>("first") ?? DefaultSize;
        if (first < 0) throw PagingErrors.Negative("Query.events", first);
        if (first > MostSize) throw PagingErrors.TooMany("Query.events", first, MostSize);

        var (after, filter) = (After(context), FilterOf(context));
        var read = await _log.ReadAsync(after, filter, first + 1, context.CancellationToken);
        return new KeyedPage([.. read.Take(first).Select(EdgeOf)], read.Count > first,
            HasPreviousPage: after > 0, cancelled => _log.CountAsync(filter, cancelled));
    }

    private static KeyedEdge EdgeOf(PipelineEvent happened) => new(
        EventCursor.Encode(happened.Position!.Value), new NodeId(EventFaces.NameOf(happened.Type), happened.Id));

    private static long? After(IResolveFieldContext context)
    {
        if (context.GetArgument<string?>("after") is not { Length: > 0 } cursor) return null;

        return EventCursor.TryDecode(cursor, out var position)
            ? position
            : throw PagingErrors.InvalidCursor("after", cursor);
    }

    private EventFilter FilterOf(IResolveFieldContext context) => new EventFilter(
        context.GetArgument<List<PipelineEventType>?>("types"),
        Key(context, "pipelineId", "Pipeline"), Key(context, "dealId", "Deal")).SeenBy(context.User!, _visibility);

    private static Guid? Key(IResolveFieldContext context, string argument, string type)
        => context.GetArgument<string?>(argument) is { } text ? NodeIdArgument.Key(text, type) : null;
}
