using System.Text.Json.Serialization;

namespace PipelineGraph.Server.Import;

/// <summary>How a foreign export is read: the content of a mapping file.</summary>
internal sealed record ImportMap
{
    /// <summary>Forms of dates and times besides ISO 8601, as .NET writes them: <c>dd-MM-yyyy</c>.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>IANA zone of dates and times that name no offset.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>When a deal began that has no date at all.</summary>
    public DateOnly? DefaultDate { get; init; }

    /// <summary>Of amounts whose deal names none, and of a pipeline that has to be created.</summary>
    public string? Currency { get; init; }

    /// <summary>Pipelines that the export does not describe; created where there is none of that name.</summary>
    public IReadOnlyList<MappedPipeline> Pipelines { get; init; } = [];

    public IReadOnlyList<MappedSource> Sources { get; init; } = [];

    /// <summary>Files in the product's own form, those of them that are there.</summary>
    public static ImportMap Plain(string folder) => new()
    {
        Sources = [.. ImportKind.All.Where(kind => File.Exists(Path.Combine(folder, kind.FileName)))
            .Select(kind => new MappedSource { Kind = kind.Name, File = kind.FileName })],
    };

    /// <summary>Lines in the files of a kind, about as many as rows: for a progress bar.</summary>
    public int CountLines(ImportKind kind, string folder)
        => Sources.Where(source => source.Kind == kind.Name).Select(source => Path.Combine(folder, source.File))
            .Where(File.Exists).Sum(file => File.ReadLines(file).Count());
}

internal sealed record MappedPipeline
{
    [JsonRequired] public string Name { get; init; } = "";
    [JsonRequired] public string Currency { get; init; } = "";
    public string? Enforcement { get; init; }
    public string? Description { get; init; }
    public string? TimeZone { get; init; }
    [JsonRequired] public IReadOnlyList<MappedStage> Stages { get; init; } = [];
}

internal sealed record MappedStage
{
    [JsonRequired] public string Name { get; init; } = "";
    [JsonRequired] public double Probability { get; init; }
    public double? TargetDays { get; init; }
    public double? StalledAfterDays { get; init; }
    public string? Guidance { get; init; }
}

/// <summary>One file of the export, and what becomes of its columns.</summary>
internal sealed record MappedSource
{
    /// <summary>What its rows are: <c>deals</c>, <c>accounts</c>, ….</summary>
    [JsonRequired] public string Kind { get; init; } = "";
    [JsonRequired] public string File { get; init; } = "";
    public string Delimiter { get; init; } = ",";

    /// <summary>Our column to theirs, or to a text with theirs in braces: <c>{product} for {account|somebody}</c>.
    /// Null: all have our names.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Our column to a text that every row has, where it has no other.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>Our column to what stands for its values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Their column to what stands for its values, before anything else is made of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> SourceValues { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, string>>();
}
