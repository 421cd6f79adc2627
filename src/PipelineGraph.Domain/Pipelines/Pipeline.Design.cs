namespace PipelineGraph.Domain.Pipelines;

/// <content>How a process is changed; each change that is one counts in <see cref="Version"/>.</content>
public sealed partial class Pipeline
{
    /// <summary>Takes over what the edit holds.</summary>
    /// <param name="hasDeals">Whether it has or has had deals: their amounts are reported in its currency, which then
    /// stays.</param>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">A value is refused; nothing has changed.</exception>
    public bool Edit(PipelineEdit edit, DateTime now, bool hasDeals)
    {
        var check = new InputCheck();
        var clean = edit.Clean(check);
        check.That(!hasDeals || Change<string>.Or(edit.Currency, Currency) == Currency, "currency",
            "It changes only while the pipeline has no deals.");
        check.ThrowIfAny();

        var before = (Name, Description, Currency, TimeZone, Enforcement);
        Name = Change<string>.Or(clean.Name, Name);
        Description = Change<string?>.Or(clean.Description, Description);
        Currency = Change<string>.Or(clean.Currency, Currency);
        TimeZone = Change<string>.Or(clean.TimeZone, TimeZone);
        Enforcement = Change<ProcessEnforcement>.Or(clean.Enforcement, Enforcement);
        if (before == (Name, Description, Currency, TimeZone, Enforcement)) return false;

        Touch(now);
        return true;
    }

    /// <summary>Adds a stage at a 1-based position, or at the end; later stages move back by one.</summary>
    /// <exception cref="InvalidInputException">A value is refused; the pipeline is unchanged.</exception>
    public Stage AddStage(StageDefinition stage, DateTime now, int? position = null)
    {
        var last = StagesInUse().Count() + 1;
        var check = new InputCheck();
        var clean = stage.CleanNew(check.Under("stage."));
        check.That(position is null || (position >= 1 && position <= last), "position", $"It must be 1 to {last}.");
        check.ThrowIfAny();

        Touch(now);
        return Insert(clean, (position ?? last) - 1);
    }

    /// <summary>Takes over what the edit of a stage holds; the stage's exit criteria must be loaded.</summary>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">A value is refused, or it is not a stage in use here; nothing has
    /// changed.</exception>
    public bool EditStage(Stage stage, StageEdit edit, DateTime now)
    {
        RequireInUse(stage);
        var clean = InputCheck.Passed(check => edit.Clean(check, stage));
        var changes = stage.Take(clean);
        if (edit.ExitCriteria is not null) changes |= stage.TakeCriteria(clean.ExitCriteria, Instants.Truncate(now));
        if (changes) Touch(now);
        return changes;
    }

    /// <summary>Brings the stages into the order of the list, which names all that are in use.</summary>
    /// <returns>False when that changes nothing; the version then stays.</returns>
    /// <exception cref="InvalidInputException">The list names another stage, one twice, or not all; nothing has
    /// changed.</exception>
    public bool Reorder(IReadOnlyList<Guid> stageIds, DateTime now)
    {
        var missing = StagesInUse().ToDictionary(stage => stage.Id);
        var (check, ordered) = (new InputCheck(), new List<Stage>());
        foreach (var (i, id) in stageIds.Index())
        {
            if (missing.Remove(id, out var stage)) ordered.Add(stage);
            else check.That(false, $"stageIds.{i}", "It is no stage of this pipeline, or listed twice.");
        }
        check.That(missing.Count == 0, "stageIds", "It must list all stages of the pipeline.");
        check.ThrowIfAny();

        if (ordered.SequenceEqual(StagesInUse())) return false;

        foreach (var (i, stage) in ordered.Index()) stage.MoveTo(i + 1);
        Touch(now);
        return true;
    }

    /// <summary>
    /// Takes a stage out of use, without deleting it; for its open deals see
    /// <see cref="Deals.Deal.LeaveRemovedStage"/>.
    /// </summary>
    /// <param name="openDeals">How many open deals stand in it, voided ones left out.</param>
    /// <exception cref="InvalidInputException">It is the last one, or not a stage in use here; nothing has
    /// changed.</exception>
    /// <exception cref="StageInUseException">Open deals stand in it; nothing has changed.</exception>
    public void RemoveStage(Stage stage, DateTime now, int openDeals = 0)
    {
        RequireInUse(stage);
        if (StagesInUse().Count() == 1)
            throw new InvalidInputException("stageId", "A pipeline has at least one stage.");
        if (openDeals > 0) throw new StageInUseException(openDeals);

        Touch(now);
        stage.Remove(UpdatedAt);
        foreach (var later in StagesInUse().Where(each => each.Position > stage.Position).ToList())
            later.MoveTo(later.Position - 1);
    }

    /// <summary>Where the open deals of a stage go that is to be removed: another stage of the pipeline.</summary>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public void RequireSuccessor(Stage removed, Stage successor)
    {
        var check = new InputCheck();
        check.That(successor.Id != removed.Id, "moveOpenDealsTo", "It is the stage to be removed.");
        check.That(successor.PipelineId == Id && successor.RemovedAt is null, "moveOpenDealsTo",
            "It is no stage of this pipeline.");
        check.ThrowIfAny();
    }

    /// <summary>Takes the pipeline out of use, for good.</summary>
    /// <param name="openDeals">How many open deals stand in it, voided ones left out.</param>
    /// <returns>False when it is archived already; the version then stays.</returns>
    /// <exception cref="StageInUseException">Open deals stand in it; nothing has changed.</exception>
    public bool Archive(DateTime now, int openDeals = 0)
    {
        if (IsArchived) return false;
        if (openDeals > 0) throw new StageInUseException(openDeals);

        Touch(now);
        return IsArchived = true;
    }

    private void RequireInUse(Stage stage)
    {
        if (stage.PipelineId != Id || stage.RemovedAt is not null)
            throw new InvalidInputException("stageId", "It is no stage of this pipeline.");
    }

    private Stage Insert(StageDefinition definition, int index)
    {
        foreach (var later in StagesInUse().Where(each => each.Position > index).ToList())
            later.MoveTo(later.Position + 1);
        var stage = new Stage(this, index + 1, definition);
        _stages.Add(stage);
        return stage;
    }

    private void Touch(DateTime now)
        => (UpdatedAt, Version) = (Instants.Later(UpdatedAt, Instants.Truncate(now)), Version + 1);
}
