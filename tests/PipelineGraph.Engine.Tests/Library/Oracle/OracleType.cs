namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>What filters and orders see of an entity, written down apart from the engine's declarations.</summary>
internal sealed record OracleType(
    string Name, OracleScalar[] Scalars, OracleReference[] References, OracleList[] Lists, Func<object, Guid> Key)
{
    internal static readonly OracleType Author = new("Author",
        [
            OracleScalar.Of<Author>("id", a => new GlobalId("Author", a.Id), false),
            OracleScalar.Of<Author>("name", a => a.Name, false),
            OracleScalar.Of<Author>("country", a => a.Country, true),
            OracleScalar.Of<Author>("isActive", a => a.IsActive, false)
        ],
        [], [new OracleList("books", a => ((Author)a).Books, () => Book!)], a => ((Author)a).Id);

    internal static readonly OracleType State = new("State",
        [
            OracleScalar.Of<Book>("isLent", b => b.IsLent, false),
            OracleScalar.Of<Book>("dueOn", b => b.DueOn, true)
        ],
        [new OracleReference("translator", b => ((Book)b).Translator, () => Author)], [], b => ((Book)b).Id);

    internal static readonly OracleType Book = new("Book",
        [
            OracleScalar.Of<Book>("id", b => new GlobalId("Book", b.Id), false),
            OracleScalar.Of<Book>("title", b => b.Title, false),
            OracleScalar.Of<Book>("subtitle", b => b.Subtitle, true),
            OracleScalar.Of<Book>("genre", b => b.Genre, false),
            OracleScalar.Of<Book>("price", b => b.PriceUnits / 10_000m, true),
            OracleScalar.Of<Book>("copies", b => b.Copies, false),
            OracleScalar.Of<Book>("pages", b => b.Pages, false),
            OracleScalar.Of<Book>("stars", b => b.Stars, true),
            OracleScalar.Of<Book>("weight", b => b.Weight, false),
            OracleScalar.Of<Book>("isLent", b => b.IsLent, false),
            OracleScalar.Of<Book>("publishedAt", b => b.PublishedAt, false),
            OracleScalar.Of<Book>("dueOn", b => b.DueOn, true),
            new OracleScalar("daysLent", (b, now) => DaysLent((Book)b, now), true)
        ],
        [
            new OracleReference("author", b => ((Book)b).Author, () => Author),
            new OracleReference("translator", b => ((Book)b).Translator, () => Author),
            new OracleReference("sequel", b => ((Book)b).Sequel, () => Book!),
            new OracleReference("state", b => b, () => State)
        ],
        [new OracleList("reviews", b => ((Book)b).Reviews, () => Review!)], b => ((Book)b).Id);

    internal static readonly OracleType Review = new("Review",
        [
            OracleScalar.Of<Review>("id", r => new GlobalId("Review", r.Id), false),
            OracleScalar.Of<Review>("points", r => r.Points, false),
            OracleScalar.Of<Review>("text", r => r.Text, true),
            OracleScalar.Of<Review>("writtenAt", r => r.WrittenAt, false)
        ],
        [
            new OracleReference("book", r => ((Review)r).Book, () => Book),
            new OracleReference("critic", r => ((Review)r).Critic, () => Author)
        ],
        [], r => ((Review)r).Id);

    private static double? DaysLent(Book book, DateTime now)
        => book.LentAt is { } lent ? (now - lent).TotalMilliseconds / 86_400_000.0 : null;
}

/// <summary>A scalar: how it is read of an entity at an instant.</summary>
internal sealed record OracleScalar(string Name, Func<object, DateTime, object?> Read, bool IsNullable)
{
    internal static OracleScalar Of<T>(string name, Func<T, object?> read, bool nullable)
        => new(name, (row, _) => read((T)row), nullable);
}

/// <summary>A relation to one row or none.</summary>
internal sealed record OracleReference(string Name, Func<object, object?> Follow, Func<OracleType> Target);

/// <summary>A relation to many rows.</summary>
internal sealed record OracleList(string Name, Func<object, IEnumerable<object>> Rows, Func<OracleType> Target);

/// <summary>A key with its type, as clients see it; ordered as SQLite orders the texts of Guids.</summary>
internal readonly record struct GlobalId(string Type, Guid Key)
{
    public override string ToString() => PipelineGraph.Engine.Types.Ids.NodeIdCodec.Encode(Type, Key);
}
