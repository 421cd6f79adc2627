using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Import;

/// <summary>Reads the transitions of a deal: from stage_history.csv, or made of the dates that its own row
/// has.</summary>
internal sealed class DealSteps(ImportSession session)
{
    /// <summary>Null when something is wrong, which is reported.</summary>
    public List<DealStep>? Read(ImportRow row, IReadOnlyCollection<ImportRow> history)
    {
        if (session.Pipelines.Find(row, "pipeline", session.Request.Pipeline) is not { } pipeline) return null;

        var steps = history.Count == 0 ? Derive(row, pipeline) : ReadHistory(row, pipeline, history);
        return row.IsGood && history.All(each => each.IsGood) ? steps : null;
    }

    private List<DealStep> Derive(ImportRow row, Pipeline pipeline)
    {
        var steps = Entries(row, pipeline);
        var status = row.Choice<DealStatus>("status") ?? DealStatus.Open;
        var stage = row.Has("stage") && row.Text("stage") is not null ? PipelineIndex.Find(pipeline, row, "stage")
            : steps.Count > 0 ? steps[^1].Stage : pipeline.Stages[0];
        if (stage is null || !row.IsGood) return steps;

        var created = row.Instant("created_at") ?? (steps.Count > 0 ? steps[0].At : DefaultInstant());
        if (created is null && row.IsGood)
            row.Fault("created_at", "the deal has no date; a mapping can give a defaultDate");
        if (created is null) return steps;

        Begin(row, steps, stage, created.Value, pipeline);
        if (steps.Count > 0 && steps[^1].Stage != stage)
            row.Fault("stage", $"the deal is in {stage.Name}, but the last stage with a date of entry is "
                + steps[^1].Stage.Name);
        Close(row, steps, status, stage);
        return steps;
    }

    private static List<DealStep> Entries(ImportRow row, Pipeline pipeline)
    {
        var entries = new List<(DealStep Step, int Position)>();
        foreach (var (name, at, column) in row.InstantsOf(ImportKind.EnteredPrefix))
        {
            var stage =
                pipeline.Stages.FirstOrDefault(
                    each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
            if (stage is null) row.Fault(column, $"{pipeline.Name} has no stage '{name}'");
            else entries.Add((new DealStep(row, column, TransitionKind.Advanced, stage, at), stage.Position));
        }
        return [.. entries.OrderBy(entry => entry.Step.At).ThenBy(entry => entry.Position).Select(entry => entry.Step)];
    }

    /// <summary>A deal begins where it was first seen; one that was created before it entered a later stage, in the
    /// first one.</summary>
    private static void Begin(ImportRow row, List<DealStep> steps, Stage stage, DateTime created, Pipeline pipeline)
    {
        if (steps.Count == 0)
        {
            steps.Add(new DealStep(row, "created_at", TransitionKind.Created, stage, created));
            return;
        }
        if (created > steps[0].At) row.Fault(steps[0].Column, "the deal entered the stage before it was created");
        if (created == steps[0].At || steps[0].Stage == pipeline.Stages[0])
            steps[0] = steps[0] with { Kind = TransitionKind.Created, At = created };
        else steps.Insert(0, new DealStep(row, "created_at", TransitionKind.Created, pipeline.Stages[0], created));
    }

    private static void Close(ImportRow row, List<DealStep> steps, DealStatus status, Stage stage)
    {
        var closed = row.Instant("closed_at");
        if (status == DealStatus.Open)
        {
            if (closed is not null) row.Fault("closed_at", "an open deal has no close");
            return;
        }
        if (closed is { } at) steps.Add(new DealStep(row, "closed_at", Kind(status), stage, at));
        else if (row.IsGood) row.Fault("closed_at", $"a deal that is {ImportText.Name(status)} has a close");
    }

    private List<DealStep> ReadHistory(ImportRow row, Pipeline pipeline, IReadOnlyCollection<ImportRow> history)
    {
        var rows =
            history.Select(
                each => (Row: each, At: each.Instant("effective_at"), Kind: each.Choice<TransitionKind>("kind")));
        var steps = new List<DealStep>();
        var current = (Pipeline: pipeline, Stage: (Stage?)null);
        foreach (var (each, at, kind) in rows.OrderBy(each => each.At))
        {
            each.Required("effective_at");
            each.Required("kind");
            if (!each.IsGood || at is null || kind is null) return steps;

            CheckOrigin(each, current.Stage);
            var before = steps.Count > 1 ? steps[^2].Stage : null;
            var stage = kind == TransitionKind.Reverted ? before : Target(each, kind.Value, current);
            if (stage is null) each.Fault("kind", "there is nothing that it could take back or close");
            if (!each.IsGood) return steps;

            steps.Add(new DealStep(each, "effective_at", kind.Value, stage!, at.Value)
            {
                RecordedAt = each.Instant("recorded_at"),
                Actor = each.Text("actor"),
                Reason = each.Text("reason"),
                IsOverride = each.Flag("is_override") ?? false,
            });
            current = (session.Pipelines.Of(stage!), stage);
        }
        CheckReverted(steps);
        if (steps[0].Kind != TransitionKind.Created)
            steps[0].Row.Fault("kind", "the first transition of a deal is CREATED");
        CheckEnd(row, pipeline, steps);
        return steps;
    }

    private Stage? Target(ImportRow row, TransitionKind kind, (Pipeline Pipeline, Stage? Stage) current)
    {
        if (IsClose(kind) || row.Text("to_stage") is null && kind == TransitionKind.Reopened) return current.Stage;

        var pipeline =
            row.Text("to_pipeline") is null ? current.Pipeline : session.Pipelines.Find(row, "to_pipeline", null);
        return pipeline is null ? null : PipelineIndex.Find(pipeline, row, "to_stage");
    }

    private static void CheckOrigin(ImportRow row, Stage? current)
    {
        if (row.Text("from_stage") is { } from
            && !string.Equals(from, current?.Name, StringComparison.OrdinalIgnoreCase))
            row.Fault("from_stage", $"the deal was in {current?.Name ?? "no stage"} before");
    }

    private static void CheckReverted(List<DealStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var isTakenBack = i + 1 < steps.Count && steps[i + 1].Kind == TransitionKind.Reverted;
            if (steps[i].Row.Flag("is_reverted") is { } says && says != isTakenBack)
                steps[i].Row.Fault("is_reverted", says ? "no REVERTED follows" : "the next row is its REVERTED");
        }
    }

    /// <summary>What deals.csv says of today must be where the history ends.</summary>
    private static void CheckEnd(ImportRow row, Pipeline pipeline, List<DealStep> steps)
    {
        var last = steps[^1];
        if (row.Text("stage") is not null && PipelineIndex.Find(pipeline, row, "stage") is { } stage
            && stage != last.Stage)
            row.Fault("stage", $"stage_history ends in {last.Stage.Name}");
        if (row.Instant("created_at") is { } created && created != steps[0].At)
            row.Fault("created_at", $"stage_history begins at {ImportText.Of(steps[0].At)}");
        if (row.Instant("closed_at") is { } closed && (!IsClose(last.Kind) || closed != last.At)
            && last.Kind != TransitionKind.Reverted)
            row.Fault("closed_at", "stage_history does not end with that close");
        if (row.Choice<DealStatus>("status") is { } status && last.Kind != TransitionKind.Reverted
            && status != StatusOf(last.Kind))
            row.Fault("status", $"stage_history ends with {ImportText.Name(last.Kind)}");
    }

    private DateTime? DefaultInstant() => session.Map.DefaultDate?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static bool IsClose(TransitionKind kind)
        => kind is TransitionKind.Won or TransitionKind.Lost or TransitionKind.Disqualified;

    private static TransitionKind Kind(DealStatus status) => status switch
    {
        DealStatus.Won => TransitionKind.Won,
        DealStatus.Lost => TransitionKind.Lost,
        _ => TransitionKind.Disqualified,
    };

    private static DealStatus StatusOf(TransitionKind kind) => kind switch
    {
        TransitionKind.Won => DealStatus.Won,
        TransitionKind.Lost => DealStatus.Lost,
        TransitionKind.Disqualified => DealStatus.Disqualified,
        _ => DealStatus.Open,
    };
}
