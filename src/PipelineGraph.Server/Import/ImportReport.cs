namespace PipelineGraph.Server.Import;

/// <summary>Something that is said about a place in a file.</summary>
/// <param name="Column">As the file calls it; null where it is about the whole row.</param>
internal sealed record ImportRemark(string File, int Line, string? Column, string Text)
{
    public override string ToString()
        => Column is null ? $"{File}, line {Line}: {Text}" : $"{File}, line {Line}, {Column}: {Text}";
}

/// <summary>What an import did, or would have done.</summary>
internal sealed class ImportReport
{
    private readonly Dictionary<ImportKind, ImportCounts> _counts = [];

    /// <summary>Rows that cannot be imported; with one of them nothing is.</summary>
    public List<ImportRemark> Faults { get; } = [];

    /// <summary>New values that were not taken, because the record was edited since its last import.</summary>
    public List<ImportRemark> Kept { get; } = [];

    public IReadOnlyDictionary<ImportKind, ImportCounts> Counts => _counts;

    public ImportCounts Of(ImportKind kind)
    {
        if (!_counts.TryGetValue(kind, out var counts)) _counts.Add(kind, counts = new ImportCounts());
        return counts;
    }
}

internal sealed class ImportCounts
{
    public int Created { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
}
