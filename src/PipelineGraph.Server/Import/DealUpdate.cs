using System.Text.Json;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Import;

/// <summary>Brings a deal that is there up to what its row says now, as far as it was not edited here since its last
/// import.</summary>
internal sealed class DealUpdate(ImportSession session, DealRow row, Deal deal, ImportedRow? imported)
{
    private static readonly ImportField<Deal, DealCorrection>[] CloseFields =
    [
        new("loss_reason", each => ImportText.Of(each.LossReason),
            (edit, text) => edit with { LossReason = new(ImportText.Choice<LossReason>(text)) }),
        new("close_note", each => each.CloseNote, (edit, text) => edit with { CloseNote = new(text) }),
    ];

    private readonly ImportedDeal _last = imported is null
        ? ImportedDeal.Nothing
        : JsonSerializer.Deserialize<ImportedDeal>(imported.Values)!;

    public void Run()
    {
        var now = Recording.At(session.Now, session.Actor());
        if (deal.VoidedAt is not null) row.Row.Keep(null, "nothing is taken: the deal was voided here");
        else
        {
            var status = deal.Status;
            AppendPast();
            Edit(now);
            // What came with a close that was just imported is the deal's already.
            if (status == deal.Status && deal.Status != DealStatus.Open) CorrectClose(now);
        }
        if (row.FollowUpOf != _last.FollowUpOf) row.Row.Keep("follow_up_of", "not taken: it cannot change any more");
        session.Remember(ImportKind.Deals, row.Key, deal.Id, row.Imported);
    }

    private void AppendPast()
    {
        var (steps, changes) = (row.Imported.Steps, row.Imported.Changes);
        var isContinued = steps.Take(_last.Steps.Count).SequenceEqual(_last.Steps)
            && changes.Take(_last.Changes.Count).SequenceEqual(_last.Changes);
        var hasNews = steps.Count > _last.Steps.Count || changes.Count > _last.Changes.Count;
        if (!isContinued)
            row.Row.Keep(
                null, "its stages and dates are not taken: they are not a continuation of what was imported before");
        else if (!hasNews) return;
        else if (deal.TransitionCount != _last.Steps.Count)
            row.Row.Keep(null, "its stage and close are not taken: the deal was moved here since the last import");
        else new DealReplay(session, row)
            .Go(deal, row.Steps.Skip(_last.Steps.Count), row.Changes.Skip(_last.Changes.Count));
    }

    private void Edit(Recording now)
    {
        var edit = FieldMerge.Of(DealColumns.All.Select(field => field.Field), deal, _last.Fields, row.Fields, row.Row);
        if (edit is null) return;
        if (deal.Status == DealStatus.Open) row.Row.Try(() => deal.RecordEdit(edit, now));
        else
        {
            row.Row.Try(() => deal.RecordCorrection(DealColumns.Correction(edit), now));
            foreach (var field in DealColumns.All.Where(field => !DealColumns.CanBeCorrected(field.Tracked)))
            {
                if (row.Fields.TryGetValue(field.Name, out var value) && value != field.Field.Current(deal))
                    row.Row.Keep(field.Name, $"'{value}' is not taken: the deal is closed");
            }
        }
    }

    private void CorrectClose(Recording now)
    {
        var last =
            new Dictionary<string, string?> { ["loss_reason"] = _last.LossReason, ["close_note"] = _last.CloseNote };
        var values =
            new Dictionary<string, string?>
            {
                ["loss_reason"] = ImportText.Of(row.LossReason),
                ["close_note"] = row.CloseNote,
            };
        if (FieldMerge.Of(CloseFields, deal, last, values, row.Row) is { } correction)
            row.Row.Try(() => deal.RecordCorrection(correction, now));
    }
}
