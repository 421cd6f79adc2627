using PipelineGraph.Engine.Tests.Library.Oracle;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>Random rows that are full of nulls, ties and odd values, and random values to ask for.</summary>
internal sealed class RandomLibrary(Random random)
{
    internal static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Texts =
    [
        "", " ", "a", "A", "ab", "aB", "AB", "b", "ba", "%", "_", "a%", "a_b", "%a%", "'", "\"", "\\", "a'b\"c\\d",
        "é", "É", "e\u0301", "ß", "ss", "漢字", "\uFFFD", "\uE000", "\uFF21", "😀", "a😀b", "𐐀", "🏳️‍🌈",
        "\t", "a\nb", "\u0001", "\u007F", "null"
    ];

    private static readonly long[] Units =
        [0, 1, 2, 9_999, 10_000, 10_001, 15_000, 20_000, 999_999_999_999_999, 999_999_999_999_998];

    private static readonly decimal[] Amounts =
    [
        0m, 0.00005m, 0.0001m, 0.00014999m, 1m, 1.0m, 1.00001m, 0.99999m, 1.5m, 2m, -1m, -0.00001m,
        99_999_999_999.9999m, 99_999_999_999.99985m,
        99_999_999_999.99995m, 100_000_000_000m, 900_000_000_000_000m, 900_000_000_000_000.5m,
        1_844_674_407_370_955.1616m, 79_228_162_514_264_337_593_543_950_335m, -79_228_162_514_264_337_593_543_950_335m,
        0.0000000000000000000000000001m
    ];

    internal List<Author> Authors { get; } = [];

    internal List<Book> Books { get; } = [];

    internal List<Review> Reviews { get; } = [];

    internal IEnumerable<object> All => [.. Authors, .. Books, .. Reviews];

    internal RandomLibrary Fill(int authors, int books, int reviews)
    {
        for (var i = 0; i < authors; i++) Authors.Add(Author());
        for (var i = 0; i < books; i++) Add(Book());
        for (var i = 0; i < reviews; i++) Add(Review());
        return this;
    }

    internal Author Author() => new()
    {
        Id = Key(),
        Name = Text(),
        Country = Maybe() ? null : One("NO", "SE", "no", ""),
        IsActive = Maybe()
    };

    internal Book Book() => new()
    {
        Id = Key(),
        Title = Text(),
        Subtitle = Maybe() ? null : Text(),
        Genre = One(Enum.GetValues<Genre>()),
        Pages = random.Next(4),
        PriceUnits = Maybe() ? null : One(Units),
        Copies = One(0L, 1L, long.MaxValue, long.MinValue),
        IsLent = Maybe(),
        Stars = Maybe() ? null : random.Next(-1, 3),
        Weight = One(0, -0.5, 1e-9, 0.1, 1e300),
        PublishedAt = Instant(),
        LentAt = Maybe() ? null : Instant(),
        DueOn = Maybe() ? null : Day(),
        Author = One(Authors),
        Translator = Maybe() ? null : One(Authors),
        Sequel = Maybe() || Books.Count == 0 ? null : One(Books)
    };

    internal Review Review() => new()
    {
        Id = Key(),
        Book = One(Books),
        Critic = Maybe() ? null : One(Authors),
        Points = random.Next(4),
        Text = Maybe() ? null : Text(),
        WrittenAt = Instant()
    };

    /// <summary>An operand for comparisons with values like the given one, often equal to one that exists.</summary>
    internal object Operand(object like) => like switch
    {
        string => Maybe(0.05) ? "a\0b" : Text(),
        decimal => Maybe() ? One(Amounts) : One(Units) / 10_000m,
        int => random.Next(-2, 5),
        long => One(0L, 1L, 2L, long.MaxValue, long.MinValue, long.MaxValue - 1),
        double days when days is > 1 or < -1 => days,
        double => One(0, -0.5, 1e-9, 0.1, 1e300, 1, -1e300),
        bool => Maybe(),
        DateTime => Instant(),
        DateOnly => Day(),
        GlobalId id => Maybe(0.2) ? id with { Key = Guid.NewGuid() } : id,
        _ => One(Enum.GetValues<Genre>())
    };

    internal string Text() => Maybe(0.7) ? One(Texts) : One(Texts) + One(Texts);

    internal bool Maybe(double probability = 0.4) => random.NextDouble() < probability;

    internal T One<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];

    internal int Next(int below) => random.Next(below);

    private void Add(Book book)
    {
        Books.Add(book);
        book.Author.Books.Add(book);
    }

    private void Add(Review review)
    {
        Reviews.Add(review);
        review.Book.Reviews.Add(review);
    }

    private Guid Key()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private DateTime Instant() => Start.AddDays(random.Next(-2, 3)).AddMilliseconds(One(0, 1, 999));

    private DateOnly Day() => new DateOnly(2026, 2, 27).AddDays(random.Next(4));
}
