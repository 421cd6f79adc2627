namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>Documents that clients name instead of sending; bound from the section <see cref="Section"/>.</summary>
public sealed class TrustedDocumentOptions
{
    public const string Section = "TrustedDocuments";

    /// <summary>Folder whose `{id}.graphql` files are trusted, read once at start; null: none are.</summary>
    public string? Folder { get; set; }

    /// <summary>Refuse every document that is not in <see cref="Folder"/>.</summary>
    public bool Only { get; set; }

    /// <summary>Roles that may send any document nevertheless, separated by commas.</summary>
    public string ExemptRoles { get; set; } = "";

    /// <summary>Keep documents that come with their hash, for those who send the hash alone (Apollo's way).</summary>
    public bool Automatic { get; set; } = true;

    /// <summary>Documents kept so; those used least recently are forgotten first.</summary>
    public int AutomaticDocuments { get; set; } = 1_000;
}
