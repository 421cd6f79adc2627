using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Import;

/// <summary>Imports the activities of deals. One that is there already can only be completed.</summary>
internal sealed class ActivityImport(ImportSession session)
{
    private readonly HistoryRows _rows = new(session, ImportKind.Activities);

    public void Load() => _rows.Load();

    /// <summary>A deal's rows that are not as they were last imported.</summary>
    public List<ActivityRow> NewOf(string deal)
    {
        var rows = new List<ActivityRow>();
        foreach (var row in _rows.Take(deal))
        {
            if (Read(row) is not { } read
                || !session.IsFirst(ImportKind.Activities, read.Key, row, row.Has("id") ? "id" : "subject")) continue;
            if (session.Imported(ImportKind.Activities, read.Key)?.Values == JsonSerializer.Serialize(read.Values))
                session.Report.Of(ImportKind.Activities).Unchanged++;
            else rows.Add(read);
        }
        return rows;
    }

    /// <summary>Takes out what is left of a deal that cannot be imported: it is not reported twice.</summary>
    public void Done(string deal, bool isImported)
    {
        if (!isImported) _rows.Take(deal);
    }

    public void ReportStrays() => _rows.ReportStrays();

    public void Log(Deal deal, IEnumerable<ActivityRow> rows)
    {
        foreach (var row in rows)
        {
            var known = session.Imported(ImportKind.Activities, row.Key);
            row.Row.Try(() =>
            {
                if (known is null) Add(deal, row);
                else Change(deal, row, known);
            });
        }
    }

    private void Add(Deal deal, ActivityRow row)
    {
        var activity = deal.LogActivity(row.Entry, Recording(row));
        session.Remember(ImportKind.Activities, row.Key, activity.Id, row.Values);
        session.Report.Of(ImportKind.Activities).Created++;
    }

    private void Change(Deal deal, ActivityRow row, ImportedRow known)
    {
        var activity = deal.Activities.FirstOrDefault(each => each.Id == known.EntityId);
        if (activity is { CompletedAt: null } && row.Entry.CompletedAt is { } completed)
        {
            deal.CompleteActivity(
                activity, new Recording(completed, session.Now, session.Actor(row.Row.Text("actor"))), row.Entry.Note);
            session.Report.Of(ImportKind.Activities).Changed++;
        }
        else row.Row.Keep(null, "not taken: an activity that is there can only be completed");
        session.Remember(ImportKind.Activities, row.Key, known.EntityId, row.Values);
    }

    private Recording Recording(ActivityRow row)
    {
        var recorded = row.Row.Instant("recorded_at") ?? session.Now;
        return new Recording(row.Entry.CompletedAt ?? recorded, recorded, session.Actor(row.Row.Text("actor")));
    }

    private static ActivityRow? Read(ImportRow row)
    {
        row.Required("type");
        var entry = new ActivityEntry(row.Choice<ActivityType>("type") ?? default, row.Required("subject"))
        {
            DueAt = row.Instant("due_at"),
            CompletedAt = row.Instant("completed_at"),
            Note = row.Text("note"),
        };
        var values = new Dictionary<string, string?>
        {
            ["deal"] = row.Text("deal"),
            ["type"] = ImportText.Name(entry.Type),
            ["subject"] = entry.Subject,
            ["note"] = entry.Note,
            ["due_at"] = ImportText.Of(entry.DueAt),
            ["completed_at"] = ImportText.Of(entry.CompletedAt),
        };
        var key = row.Has("id") ? row.Key("id") : Fingerprint(values);
        return row.IsGood ? new ActivityRow(row, key, entry, values) : null;
    }

    /// <summary>Without an id it is what it says.</summary>
    private static string Fingerprint(Dictionary<string, string?> values)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(values))));
}

internal sealed record ActivityRow(ImportRow Row, string Key, ActivityEntry Entry, Dictionary<string, string?> Values);
