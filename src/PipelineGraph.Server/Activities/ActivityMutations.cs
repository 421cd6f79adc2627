using System.ComponentModel;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Deals;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Activities;

internal sealed record LogActivityInput(
    [property: Description("The deal, open or closed.")] NodeId<Deal> DealId,
    [property: Description("What it is.")] ActivityType Type,
    [property: Description("What it is about, 1 to 200 characters.")] string Subject,
    [property: Description("When it is due; alone it makes a plan, which NOTE and PROPOSAL_SENT cannot be.")]
    DateTime? DueAt,
    [property: Description("When it was done, not in the future; now when both instants are left out.")]
    DateTime? CompletedAt,
    [property: Description("What is to be remembered of it, at most 10,000 characters.")] string? Note,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public ActivityEntry Entry(DateTime now)
        => new ActivityEntry(Type, Subject) { DueAt = DueAt, CompletedAt = CompletedAt, Note = Note }.Entered(now);
}

internal sealed record CompleteActivityInput(
    [property: Description("The activity, planned.")] NodeId<Activity> ActivityId,
    [property: Description("When it was done, not in the future; now when left out.")] DateTime? CompletedAt,
    [property: Description("Takes the place of its note.")] string? Note,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record ActivityChanged(
    [property: Description("The activity as it is after the change.")] NodeId<Activity>? Activity)
{
    public static ActivityChanged Of(Activity activity) => new(NodeId.Of(activity.Id, activity));
}

/// <summary>Activities are logged, planned and completed.</summary>
internal sealed class ActivityMutations : MutationType
{
    public ActivityMutations(PipelineWriter writer, TimeProvider clock)
    {
        Mutation<LogActivityInput, ActivityChanged>("logActivity",
                (input, call) => writer.WriteAsync(call, session => LogAsync(session, input)))
            .Description("Keeps what was done about a deal, or plans it.")
            .Values(input => input.Entry(clock.GetUtcNow().UtcDateTime).Faults(clock.GetUtcNow().UtcDateTime))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.DealWriters);
        Mutation<CompleteActivityInput, ActivityChanged>("completeActivity",
                (input, call) => writer.WriteAsync(call, session => CompleteAsync(session, input)))
            .Description("Completes a planned activity.")
            .Values(input => TextFaults.OfOptional("note", input.Note, TextLimits.Note))
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.DealWriters);
    }

    private static async Task<ActivityChanged> LogAsync(WriteSession session, LogActivityInput input)
    {
        var deal = await DealDesk.FindAsync(session, input.DealId, input.ExpectedVersion);
        return ActivityChanged.Of(deal.LogActivity(input.Entry(session.Now), session.At()));
    }

    private static async Task<ActivityChanged> CompleteAsync(WriteSession session, CompleteActivityInput input)
    {
        var (activity, deal) = await DealDesk.FindWithDealAsync(
            session, input.ActivityId, "activityId", activity => activity.DealId, input.ExpectedVersion);
        deal.CompleteActivity(activity, session.At(input.CompletedAt, "completedAt"), input.Note);
        return ActivityChanged.Of(activity);
    }
}
