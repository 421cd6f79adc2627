using System.Text;
using CsvHelper;

namespace PipelineGraph.Server.Import;

/// <summary>A CSV file whose rows are read one by one as rows of one kind.</summary>
internal sealed class SourceFile(string folder, MappedSource source, ImportMap map, ImportReport report)
{
    /// <summary>Bytes; a quote that is never closed must not take the whole file into memory.</summary>
    private const int LargestRow = 4 << 20;

    private readonly Dictionary<string, int> _columns = [];
    private ColumnReader[] _readers = [];

    public string Name => source.File;
    public ImportKind Kind { get; } = ImportKind.All.Single(kind => kind.Name == source.Kind);
    public ImportMap Map => map;
    public DateReader Dates { get; } = new(map);

    /// <summary>The rows that can be read; what is wrong with the others is in the report.</summary>
    /// <exception cref="OperatorException">The file is missing, cannot be read, or has not the columns that it must
    /// have.</exception>
    public IEnumerable<ImportRow> Rows()
    {
        using var reader = CsvReader.Create(Open(), Options(), leaveOpen: false);
        var hasRow = Next(reader);
        if (reader.Headers.Count == 0)
            throw new OperatorException($"{Name} is empty; its first line names the columns.");

        Prepare([.. reader.Headers.Select(column => column.Trim())]);
        for (; hasRow; hasRow = Next(reader))
            yield return new ImportRow(
                this, (int)reader.LineNumber, [.. _readers.Select(column => column.Read(reader))]);
    }

    public void Fault(int line, string reason, string? column = null)
        => report.Faults.Add(new ImportRemark(Name, line, Place(column), reason));

    public void Keep(int line, string text, string? column)
        => report.Kept.Add(new ImportRemark(Name, line, Place(column), text));

    public int IndexOf(string column) => _columns.GetValueOrDefault(column, -1);

    public IEnumerable<string> Columns => _columns.Keys;

    private string? Place(string? column)
        => column is not null && IndexOf(column) is >= 0 and var i ? _readers[i].Place : column;

    private void Prepare(string[] names)
    {
        var header = new Dictionary<string, int>();
        for (var i = 0; i < names.Length; i++)
        {
            if (!header.TryAdd(names[i], i)) throw new OperatorException($"{Name} has the column '{names[i]}' twice.");
        }
        if (source.Columns is null && names.FirstOrDefault(name => !Kind.Has(name)) is { } unknown)
            throw new OperatorException(
                $"{Name} has a column '{unknown}' that {Kind} do not have; they have "
                + $"{string.Join(", ", Kind.Columns)}.");

        var given = (source.Columns?.Keys ?? names).Concat(source.Constants.Keys).Distinct().ToList();
        if (Kind.Required.FirstOrDefault(column => !given.Contains(column)) is { } missing)
            throw new OperatorException(
                $"{Name}: the column '{missing}' is missing; {Kind} must have {string.Join(", ", Kind.Required)}.");

        _readers = [.. given.Select(column => ColumnReader.Of(column, source, header))];
        for (var i = 0; i < given.Count; i++) _columns.Add(given[i], i);
    }

    private bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DecoderFallbackException fault)
        {
            throw new OperatorException($"{Name} is not UTF-8, somewhere after line {reader.LineNumber}.", fault);
        }
        catch (Exception fault) when (fault is IOException or CsvFormatException)
        {
            throw new OperatorException($"{Name} cannot be read after line {reader.LineNumber}.", fault);
        }
    }

    private StreamReader Open()
    {
        try
        {
            return new StreamReader(Path.Combine(folder, Name), new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OperatorException($"{Name} is not in {folder}.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{Name} cannot be read: {fault.Message}", fault);
        }
    }

    private CsvReaderOptions Options() => new()
    {
        Separator = source.Delimiter[0],
        TrackLineNumbers = true,
        MaxRecordSize = LargestRow,
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Skip,
        OnMalformedRecord = bad => Fault((int)bad.LineNumber, bad.Reason switch
        {
            CsvMalformedReason.FieldCountMismatch => "it has more or fewer columns than the first line",
            CsvMalformedReason.UnterminatedQuote => "a quote is not closed before the end of the file",
            _ => "a quote is in a wrong place",
        }),
    };
}
