using GraphQL.Types;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Engine.Events;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Events;

/// <summary>The log of events, followed.</summary>
internal sealed class EventSubscriptions : SubscriptionType
{
    private readonly Visibility _visibility;

    public EventSubscriptions(Visibility visibility)
    {
        _visibility = visibility;
        AllowedTo(Allowed.Readers);
        Description("Where following begins: committed events, in order, resumable from any cursor without a gap.");
        Stream("onDealStageChanged", "DealStageChanged", given => OfPipeline(given) with
        {
            Types = EventFaces.Steps,
            DealId = given.Key("dealId", "Deal"),
            OwnerId = given.Key("ownerId", "SalesRep"),
            ToStageId = given.Key("toStageId", "Stage"),
            Kinds = given.Among<TransitionKind>("kinds"),
        })
            .Argument("pipelineId", new IdGraphType(), InPipeline)
            .Argument("dealId", new IdGraphType(), "Only events of this deal.")
            .Argument("ownerId", new IdGraphType(), "Only events of deals that this sales rep owns.")
            .Argument("toStageId", new IdGraphType(), "Only transitions that open a visit to this stage.")
            .Argument("kinds", ListOf(nameof(TransitionKind)), "Only transitions of these kinds.")
            .Description("Deals that are created, moved, closed, reopened or moved back.");
        Stream("onStalledDealAlert", "StalledDealAlertChanged", given => OfPipeline(given) with
        {
            Types = EventFaces.Alerts,
            OwnerId = given.Key("ownerId", "SalesRep"),
        })
            .Argument("pipelineId", new IdGraphType(), InPipeline)
            .Argument("ownerId", new IdGraphType(), "Only events of deals that this sales rep owns.")
            .Description("Alerts of stalled deals that are raised, escalate, are put off, end, or are taken care of.");
        Stream("onDealChanged", "DealChanged", given => OfPipeline(given) with
        {
            Types = EventFaces.Changes,
            DealId = given.Key("dealId", "Deal"),
        })
            .Argument("pipelineId", new IdGraphType(), InPipeline)
            .Argument("dealId", new IdGraphType(), "Only events of this deal.")
            .Description("Everything else that changes about deals.");
        Stream("onPipelineEvent", "PipelineEvent", given => OfPipeline(given) with
        {
            Types = given.Among<PipelineEventType>("types"),
        })
            .Argument("types", ListOf(nameof(PipelineEventType)), "Only events of these types.")
            .Argument("pipelineId", new IdGraphType(), InPipeline)
            .Description("All events.");
    }

    private const string InPipeline
        = "Only events of deals in this pipeline, those that left it with the event included.";

    private EventFilter OfPipeline(StreamArguments given)
        => new EventFilter(PipelineId: given.Key("pipelineId", "Pipeline")).SeenBy(given.User!, _visibility);

    private static ListGraphType ListOf(string enumType)
        => new(new NonNullGraphType(new GraphQLTypeReference(enumType)));
}
