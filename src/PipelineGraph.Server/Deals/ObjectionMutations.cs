using System.ComponentModel;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal sealed record RaiseObjectionInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("What the customer holds against it, 1 to 2,000 characters.")] string Summary,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record ResolveObjectionInput(
    [property: Description("The objection, open.")] NodeId<Objection> ObjectionId,
    [property: Description("How it was resolved, 1 to 2,000 characters.")] string Resolution,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record ObjectionChanged(
    [property: Description("The objection as it is after the change.")] NodeId<Objection>? Objection)
{
    public static ObjectionChanged Of(Objection objection) => new(NodeId.Of(objection.Id, objection));
}

/// <summary>Objections are raised and resolved.</summary>
internal sealed class ObjectionMutations : MutationType
{
    public ObjectionMutations(PipelineWriter writer)
    {
        Mutation<RaiseObjectionInput, ObjectionChanged>("raiseObjection",
                (input, call) => writer.WriteAsync(call, session => RaiseAsync(session, input)))
            .Description("Keeps what a customer holds against an open deal; it counts as open until it is resolved.")
            .Values(input => TextFaults.OfRequired("summary", input.Summary, TextLimits.Reason))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<ResolveObjectionInput, ObjectionChanged>("resolveObjection",
                (input, call) => writer.WriteAsync(call, session => ResolveAsync(session, input)))
            .Description("Resolves an objection.")
            .Values(input => TextFaults.OfRequired("resolution", input.Resolution, TextLimits.Reason))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, DealClosedException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private static async Task<ObjectionChanged> RaiseAsync(WriteSession session, RaiseObjectionInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        return ObjectionChanged.Of(deal.RaiseObjection(input.Summary, session.At()));
    }

    private static async Task<ObjectionChanged> ResolveAsync(WriteSession session, ResolveObjectionInput input)
    {
        var (objection, deal) = await DealDesk.FindWithDealAsync(
            session, input.ObjectionId, "objectionId", objection => objection.DealId, input.ExpectedVersion);
        deal.ResolveObjection(objection, input.Resolution, session.At());
        return ObjectionChanged.Of(objection);
    }
}
