using PipelineGraph.Domain.Activities;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;
using ActivityKind = PipelineGraph.Domain.Activities.ActivityType;

namespace PipelineGraph.Server.Activities;

internal sealed class ActivityEntityType : EntityType<Activity>
{
    // The domain's enum is called ActivityType, as in the schema, so the declaration of Activity cannot be.
    public ActivityEntityType() : base("Activity")
    {
        Description("Something done, or planned, about a deal.");
        Node(activity => activity.Id);
        Reference(activity => activity.Deal).Description("The deal that it is about.");
        Field(activity => activity.Type).Description("What kind of activity.");
        Field(activity => activity.Subject).Description("What it is about.");
        Field(activity => activity.DueAt).Description("When it is planned for.");
        Field(activity => activity.CompletedAt).Description("When it was done; null while planned.");
        Field(activity => activity.Note).Description("What came out of it.");
        Reference(activity => activity.Actor).Description("Who entered it.");
    }
}

internal sealed class ActivityTypeEnum : EnumType<ActivityKind>
{
    public ActivityTypeEnum() : base("What kind of activity.")
    {
        Value(ActivityKind.Call, "A telephone call.");
        Value(ActivityKind.Email, "An email.");
        Value(ActivityKind.Meeting, "A meeting.");
        Value(ActivityKind.Demo, "A demonstration of the product.");
        Value(ActivityKind.ProposalSent, "A proposal was sent; it cannot be planned.");
        Value(ActivityKind.Task, "Something to be done.");
        Value(ActivityKind.Note, "A note; it cannot be planned.");
    }
}

internal sealed class ActivityQueries : ReaderQueries
{
    public ActivityQueries()
        => Connection("activities", () => Rows.Of<Activity>().Where(activity => activity.Deal.VoidedAt == null))
            .Description("All activities, of deals that are not voided.");
}
