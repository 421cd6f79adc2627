namespace PipelineGraph.Server.Data;

/// <summary>
/// What a record was last imported from: with it the next import tells what changed in the file from what was edited
/// here, and leaves alone a row that is as it was.
/// </summary>
internal sealed class ImportedRow(string kind, string key, Guid entityId, string values, DateTime importedAt)
{
    /// <summary>Values of a person who was erased; no row of a file equals them.</summary>
    public const string Erased = "{}";

    public string Kind { get; private set; } = kind;         // which file: deals, accounts, …
    public string Key { get; private set; } = key;           // the row's external id in that file
    public Guid EntityId { get; private set; } = entityId;   // of the record that it became
    public string Values { get; private set; } = values;     // the mapped row, JSON
    public DateTime ImportedAt { get; private set; } = importedAt;

    public void Take(string values, DateTime importedAt) => (Values, ImportedAt) = (values, importedAt);
}
