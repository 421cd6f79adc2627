namespace PipelineGraph.Domain.Activities;

/// <summary>
/// An activity as it is logged: planned with a due time, completed with the time of completion, or both.
/// </summary>
public sealed record ActivityEntry(ActivityType Type, string Subject)
{
    public DateTime? DueAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public string? Note { get; init; }

    internal ActivityEntry Checked(DateTime recordedAt)
    {
        var check = new InputCheck();
        var clean = this with
        {
            Subject = check.Required("subject", Subject, TextLimits.Title),
            Note = check.Optional("note", Note, TextLimits.Note),
            DueAt = Instants.Truncate(DueAt),
            CompletedAt = Instants.Truncate(CompletedAt),
        };
        check.That(DueAt is not null || CompletedAt is not null, "completedAt",
            "An activity is due, completed, or both.");
        check.That(CompletedAt is not null || Type is not (ActivityType.Note or ActivityType.ProposalSent),
            "dueAt", "A note or a sent proposal cannot be planned.");
        check.That(clean.CompletedAt is null || clean.CompletedAt <= recordedAt, "completedAt",
            "It lies in the future.");
        check.ThrowIfAny();
        return clean;
    }
}
