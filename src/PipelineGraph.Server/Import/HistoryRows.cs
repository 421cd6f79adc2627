namespace PipelineGraph.Server.Import;

/// <summary>The rows of a file about deals, by deal.</summary>
internal sealed class HistoryRows(ImportSession session, ImportKind kind)
{
    private readonly Dictionary<string, List<ImportRow>> _rows = [];

    public void Load()
    {
        foreach (var row in session.Rows(kind))
        {
            var key = row.Required("deal");
            if (!_rows.TryGetValue(key, out var rows)) _rows.Add(key, rows = []);
            rows.Add(row);
        }
    }

    /// <summary>A deal's rows in the order of the file, once.</summary>
    public List<ImportRow> Take(string deal) => _rows.Remove(deal, out var rows) ? rows : [];

    /// <summary>Rows whose deal is in no row of deals.csv.</summary>
    public void ReportStrays()
    {
        foreach (var row in _rows.Values.SelectMany(rows => rows).Where(row => row.IsGood))
            row.Fault("deal", $"deals have no '{row.Text("deal")}'");
    }
}
