namespace PipelineGraph.Domain.Activities;

/// <summary>
/// An activity as it is logged: planned with a due time, completed with the time of completion, or both.
/// </summary>
public sealed record ActivityEntry(ActivityType Type, string Subject)
{
    public DateTime? DueAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public string? Note { get; init; }

    /// <summary>
    /// The entry as a caller means it: with neither time it is completed now, and a completion a little ahead of our
    /// clock, see <see cref="Recording.ToleranceSeconds"/>, is now.
    /// </summary>
    public ActivityEntry Entered(DateTime now)
    {
        if (DueAt is null && CompletedAt is null) return this with { CompletedAt = now };

        return CompletedAt is { } completed ? this with { CompletedAt = Recording.NotAhead(completed, now) } : this;
    }

    /// <summary>What is wrong with it when it is recorded at an instant, all at once.</summary>
    public IReadOnlyList<InputFault> Faults(DateTime recordedAt)
        => InputCheck.FaultsOf(check => Clean(check, recordedAt));

    internal ActivityEntry Checked(DateTime recordedAt) => InputCheck.Passed(check => Clean(check, recordedAt));

    private ActivityEntry Clean(InputCheck check, DateTime recordedAt)
    {
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
        return clean;
    }
}
