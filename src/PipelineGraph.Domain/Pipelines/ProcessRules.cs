namespace PipelineGraph.Domain.Pipelines;

/// <summary>
/// What a pipeline's process allows: the one judgement behind dry runs and behind the verbs of a deal. FREE allows
/// everything; GUIDED asks for a reason where the process is left; STRICT asks for an override as well.
/// </summary>
/// <remarks>Stages come with their pipelines, and these with all their stages.</remarks>
public static class ProcessRules
{
    /// <summary>
    /// Whether leaving a stage depends on its exit criteria: on a forward move within a pipeline that has a process to
    /// follow.
    /// </summary>
    public static bool AsksExitCriteria(Stage from, Stage to)
        => to.PipelineId == from.PipelineId && to.Position > from.Position && AsksExitCriteria(from);

    /// <summary>Whether a win from a stage depends on its exit criteria.</summary>
    public static bool AsksExitCriteria(Stage from) => from.Pipeline.Enforcement != ProcessEnforcement.Free;

    /// <summary>Judges a move, or, to a stage of another pipeline, a transfer.</summary>
    /// <param name="unmet">Criteria of <paramref name="from"/> that the deal does not fulfil, see
    /// <see cref="ExitCriteria.Unmet"/>; of no account unless the move goes forward.</param>
    public static MoveVerdict OfMove(Stage from, Stage to, bool mayOverride, IReadOnlyList<ExitCriterion> unmet)
    {
        if (to.PipelineId != from.PipelineId) return OfTransfer(from, to, mayOverride);
        if (to.Position < from.Position) return Verdict(from.Pipeline, isRegular: false, mayOverride);

        var skipped = Between(from.Pipeline, from.Position, to.Position);
        return Verdict(from.Pipeline, skipped.Count == 0 && unmet.Count == 0, mayOverride, skipped, unmet);
    }

    /// <summary>Judges a win, which is regular from the last stage with its criteria met.</summary>
    /// <inheritdoc cref="OfMove"/>
    public static MoveVerdict OfWin(Stage from, bool mayOverride, IReadOnlyList<ExitCriterion> unmet)
    {
        var skipped = Between(from.Pipeline, from.Position, int.MaxValue);
        return Verdict(from.Pipeline, skipped.Count == 0 && unmet.Count == 0, mayOverride, skipped, unmet);
    }

    /// <summary>Judges a creation, which is regular in the first stage.</summary>
    public static MoveVerdict OfCreation(Stage to, bool mayOverride)
    {
        var skipped = Between(to.Pipeline, 0, to.Position);
        return Verdict(to.Pipeline, skipped.Count == 0, mayOverride, skipped);
    }

    /// <summary>
    /// Judges a reopening, which is regular in the stage of the close or before it, and always needs a reason.
    /// </summary>
    public static MoveVerdict OfReopening(Stage closedIn, Stage to, bool mayOverride)
        => Verdict(to.Pipeline, to.Position <= closedIn.Position, mayOverride,
            Between(to.Pipeline, closedIn.Position, to.Position)) with
        { NeedsReason = true };

    /// <summary>Judges the moves to all other stages of the pipeline, in order.</summary>
    /// <param name="isOpen">Whether the deal is open and not voided; any other deal does not move.</param>
    /// <inheritdoc cref="OfMove"/>
    public static IReadOnlyList<MoveOption> OptionsFrom(
        Stage from, bool isOpen, bool mayOverride, IReadOnlyList<ExitCriterion> unmet)
        => [.. from.Pipeline.StagesInUse().Where(to => to.Id != from.Id).Select(to => new MoveOption(
            to, isOpen ? OfMove(from, to, mayOverride, unmet) : MoveVerdict.Impossible))];

    private static MoveVerdict OfTransfer(Stage from, Stage to, bool mayOverride)
    {
        var (leaving, entry) = (Verdict(from.Pipeline, isRegular: false, mayOverride), OfCreation(to, mayOverride));
        return entry with
        {
            NeedsReason = true,
            NeedsOverride = leaving.NeedsOverride || entry.NeedsOverride,
            IsAllowed = leaving.IsAllowed && entry.IsAllowed,
        };
    }

    private static MoveVerdict Verdict(
        Pipeline pipeline, bool isRegular, bool mayOverride, IReadOnlyList<Stage>? skipped = null,
        IReadOnlyList<ExitCriterion>? unmet = null)
    {
        var needsOverride = !isRegular && pipeline.Enforcement == ProcessEnforcement.Strict;
        var needsReason = !isRegular && pipeline.Enforcement != ProcessEnforcement.Free;
        return new MoveVerdict(!needsOverride || mayOverride, needsReason, needsOverride, skipped ?? [], unmet ?? []);
    }

    private static List<Stage> Between(Pipeline pipeline, int after, int before)
        => [.. pipeline.StagesInUse().Where(stage => stage.Position > after && stage.Position < before)];
}
