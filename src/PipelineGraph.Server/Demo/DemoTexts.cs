using PipelineGraph.Domain.Activities;

namespace PipelineGraph.Server.Demo;

/// <summary>What people write about their deals.</summary>
internal static class DemoTexts
{
    public static readonly string[] Objections =
    [
        "The price is above the budget.", "Security wants a review first.",
        "They ask for hosting in their own country.",
        "The works council has to agree.", "A competitor offers a longer trial.", "The import of old data is unclear.",
        "They want a shorter contract.", "Legal objects to the liability clause.",
    ];

    public static readonly string[] Resolutions =
    [
        "A discount for two years was agreed.", "The questionnaire is answered.", "A clause was added to the contract.",
        "A reference customer called them.", "The trial was extended by two weeks.",
        "A workshop showed how it is done.",
    ];

    public static readonly string[] Reasons =
    [
        "The customer is in a hurry.", "Known from an earlier project.", "Agreed with the team lead.",
        "Everything was settled on the phone.",
    ];

    public static readonly string[] BackwardReasons =
    [
        "The budget was cut, scope to be settled anew.", "A new decision maker wants to start over.",
        "Requirements have changed.",
    ];

    public static readonly string[] Notes =
    [
        "They compare three vendors.", "Decision in the next board meeting.", "Wants to start with one site.",
        "Very interested, asks for references.", "Holidays until the end of the month.",
        "Has to convince the finance department.",
    ];

    private static readonly string[] Calls =
        ["Intro call", "Follow-up call", "Call about the budget", "Call about open questions"];
    private static readonly string[] Emails =
        ["Sent the brochure", "Answered questions", "Sent references", "Asked for a date"];
    private static readonly string[] Meetings =
        ["Discovery meeting", "Workshop on requirements", "Meeting with management"];
    private static readonly string[] Demos = ["Product demo", "Demo for the team", "Technical demo"];
    private static readonly string[] Tasks = ["Prepare the offer", "Check the contract", "Find a reference customer"];

    public static string Subject(ActivityType type, Dice dice) => type switch
    {
        ActivityType.Call => dice.Pick(Calls),
        ActivityType.Email => dice.Pick(Emails),
        ActivityType.Meeting => dice.Pick(Meetings),
        ActivityType.Demo => dice.Pick(Demos),
        ActivityType.ProposalSent => "Proposal sent",
        ActivityType.Task => dice.Pick(Tasks),
        ActivityType.Note => "Note",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown type of activity."),
    };
}
