using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>Reads deals.csv together with stage_history.csv and field_history.csv.</summary>
internal sealed class DealRows(ImportSession session)
{
    private readonly DealSteps _steps = new(session);
    private readonly HistoryRows _stageHistory = new(session, ImportKind.StageHistory);
    private readonly HistoryRows _fieldHistory = new(session, ImportKind.FieldHistory);

    public void Load()
    {
        _stageHistory.Load();
        _fieldHistory.Load();
    }

    public void ReportStrays()
    {
        _stageHistory.ReportStrays();
        _fieldHistory.ReportStrays();
    }

    /// <summary>Null when something is wrong with it, which is reported.</summary>
    public DealRow? Read(ImportRow row, string key)
    {
        var (history, changes) = (_stageHistory.Take(key), _fieldHistory.Take(key));
        var steps = _steps.Read(row, history);
        if (steps is null) return null;

        var fields = Fields(row, steps[^1]);
        var past = changes.Select(Change).OfType<DealChange>().OrderBy(change => change.At).ToList();
        CheckEnds(row, fields, past);
        return !row.IsGood || changes.Any(change => !change.IsGood) ? null : new DealRow(row, key, steps, past)
        {
            Fields = fields,
            LossReason = row.Choice<LossReason>("loss_reason"),
            CloseNote = row.Text("close_note"),
            FollowUpOf = row.Text("follow_up_of"),
        };
    }

    private Dictionary<string, string?> Fields(ImportRow row, DealStep last)
    {
        row.Required("title");
        var fields = DealColumns.All.Where(field => row.Has(field.Name))
            .ToDictionary(field => field.Name, field => field.Read(session, row, field.Name));
        fields["currency"] = row.Text("currency") ?? session.Map.Currency ?? session.Pipelines.Of(last.Stage).Currency;
        return fields;
    }

    private DealChange? Change(ImportRow row)
    {
        row.Required("field");
        row.Required("effective_at");
        var (tracked, at) = (row.Choice<TrackedField>("field"), row.Instant("effective_at"));
        var field = tracked is null ? null : DealColumns.Of(tracked.Value);
        if (tracked is not null && field is null)
            row.Fault("field", $"changes of {ImportText.Name(tracked.Value)} are not imported");
        if (field is null || at is null) return null;

        return new DealChange(
            row, field, field.Read(session, row, "old_value"), field.Read(session, row, "new_value"), at.Value)
        {
            RecordedAt = row.Instant("recorded_at"),
            Actor = row.Text("actor"),
        };
    }

    /// <summary>A change begins where the one before it ended, and the last one ends at what deals.csv says.</summary>
    private static void CheckEnds(ImportRow row, Dictionary<string, string?> fields, List<DealChange> changes)
    {
        foreach (var group in changes.GroupBy(change => change.Field))
        {
            DealChange? previous = null;
            foreach (var change in group)
            {
                if (previous is not null && previous.NewValue != change.OldValue)
                    change.Row.Fault("old_value", $"the change before it ended with '{previous.NewValue}'");
                previous = change;
            }
            if (!row.Has(group.Key.Name)) fields[group.Key.Name] = previous!.NewValue;
            else if (fields[group.Key.Name] != previous!.NewValue)
                row.Fault(group.Key.Name, $"field_history ends with '{previous.NewValue}'");
        }
    }
}
