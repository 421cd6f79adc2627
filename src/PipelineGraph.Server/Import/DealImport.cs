using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>Imports deals with their past.</summary>
internal sealed class DealImport(ImportSession session, IProgress<int>? progress)
{
    private const int BatchSize = 2_000;

    private readonly DealRows _rows = new(session);
    private readonly ActivityImport _activities = new(session);
    private readonly Dictionary<string, Deal> _sources = [];   // deals that a later row may be the follow-up of
    private Dictionary<string, Guid> _known = [];
    private List<Deal> _created = [];
    private int _done;

    public async Task RunAsync(CancellationToken cancelled)
    {
        _known = await session.Context.Deals.Where(deal => deal.ExternalId != null)
            .Select(deal => new { deal.ExternalId, deal.Id })
            .ToDictionaryAsync(deal => deal.ExternalId!, deal => deal.Id, cancelled);
        _rows.Load();
        _activities.Load();
        foreach (var row in session.Rows(ImportKind.Deals))
        {
            var key = row.Key("id");
            var isRead = session.IsFirst(ImportKind.Deals, key, row, "id") && _rows.Read(row, key) is { } read
                && await ImportAsync(read, cancelled);
            _activities.Done(key, isRead);
            if (++_done % BatchSize == 0) await FlushAsync(cancelled);
        }
        await FlushAsync(cancelled);
        _rows.ReportStrays();
        _activities.ReportStrays();
    }

    private async Task FlushAsync(CancellationToken cancelled)
    {
        await session.SaveAsync(_created, cancelled);
        _created = [];
        progress?.Report(_done);
    }

    private async Task<bool> ImportAsync(DealRow row, CancellationToken cancelled)
    {
        var imported = session.Imported(ImportKind.Deals, row.Key);
        var id = imported?.EntityId ?? (_known.TryGetValue(row.Key, out var found) ? found : null as Guid?);
        if (id is null) return await CreateAsync(row, cancelled);

        var isSame = imported?.Values == JsonSerializer.Serialize(row.Imported);
        var activities = _activities.NewOf(row.Key);
        if (isSame && activities.Count == 0)
        {
            session.Report.Of(ImportKind.Deals).Unchanged++;
            return true;
        }
        var deal = await session.Context.Deals.AsSplitQuery()
            .Include(each => each.Transitions).Include(each => each.Visits)
            .Include(each => each.Changes).Include(each => each.Activities)
            .SingleAsync(each => each.Id == id, cancelled);
        var version = deal.Version;
        if (!isSame) new DealUpdate(session, row, deal, imported).Run();
        _activities.Log(deal, activities);
        if (deal.Version == version) session.Report.Of(ImportKind.Deals).Unchanged++;
        else
        {
            session.Report.Of(ImportKind.Deals).Changed++;
            session.Changed(deal);
        }
        return row.Row.IsGood;
    }

    private async Task<bool> CreateAsync(DealRow row, CancellationToken cancelled)
    {
        var source = await SourceAsync(row, cancelled);
        if (!row.Row.IsGood || new DealReplay(session, row).Create(source) is not { } deal) return false;

        _activities.Log(deal, _activities.NewOf(row.Key));
        _created.Add(deal);
        if (row.Row.Has("follow_up_of")) _sources.Add(row.Key, deal);
        session.Remember(ImportKind.Deals, row.Key, deal.Id, row.Imported);
        session.Report.Of(ImportKind.Deals).Created++;
        return true;
    }

    private async Task<Deal?> SourceAsync(DealRow row, CancellationToken cancelled)
    {
        if (row.FollowUpOf is not { } key) return null;
        if (_sources.TryGetValue(key, out var source)) return source;
        if (_known.TryGetValue(key, out var id))
            return await session.Context.Deals.AsNoTracking().SingleAsync(deal => deal.Id == id, cancelled);

        row.Row.Fault("follow_up_of", $"there is no deal '{key}' before this one");
        return null;
    }
}
