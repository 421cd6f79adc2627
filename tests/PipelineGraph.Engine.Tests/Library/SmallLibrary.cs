using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>Two authors, five books and six reviews with known keys.</summary>
internal static class SmallLibrary
{
    internal static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    internal static string AuthorId(byte number) => NodeIdCodec.Encode("Author", Key(number));

    internal static string BookId(byte number) => NodeIdCodec.Encode("Book", Key(number));

    internal static Guid Key(byte number) => new(number, 0, 0, new byte[8]);

    /// <summary>A server with the small library, its clock at <see cref="Start"/>.</summary>
    internal static async Task<LibraryServer> ServeAsync(
        Action<Book>? change = null, Action<IServiceCollection>? declarations = null)
    {
        var server = new LibraryServer(new SettableClock(Start), declarations: declarations);
        await server.AddAsync([.. Rows(change)]);
        return server;
    }

    private static List<object> Rows(Action<Book>? change)
    {
        var ibsen = new Author { Id = Key(1), Name = "Ibsen", Country = "NO", IsActive = true };
        var undset = new Author { Id = Key(2), Name = "Undset" };
        Book[] books =
        [
            Book(1, "a", ibsen, Genre.Novel), Book(2, "b", undset, Genre.ShortStory), Book(3, "c", ibsen, Genre.Poetry),
            Book(4, "d", undset, Genre.Novel), Book(5, "e", ibsen, Genre.Novel)
        ];
        Fill(books[0], undset);
        books[1].Sequel = books[0];
        foreach (var book in books) change?.Invoke(book);
        var reviews = Enumerable.Range(0, 6).Select(i => Review((byte)(i + 1), books[i % 3], ibsen));
        return [ibsen, undset, .. books, .. reviews];
    }

    private static void Fill(Book book, Author translator)
    {
        (book.Subtitle, book.PriceUnits, book.Copies, book.Stars) = ("", 123_450, long.MaxValue, -1);
        (book.Weight, book.IsLent, book.LentAt) = (1e-9, true, Start.AddDays(-1.5));
        book.DueOn = new DateOnly(2026, 2, 28);
        book.Translator = translator;
    }

    private static Book Book(byte number, string title, Author author, Genre genre) => new()
    {
        Id = Key(number),
        Title = title,
        Author = author,
        Genre = genre,
        Pages = number * 100,
        Isbn = $"isbn-{number}",
        PublishedAt = Start.AddYears(-number).AddMilliseconds(number)
    };

    private static Review Review(byte number, Book book, Author critic) => new()
    {
        Id = Key(number),
        Book = book,
        Points = number,
        Text = $"review {number}",
        WrittenAt = Start.AddDays(number),
        Critic = number % 2 == 0 ? critic : null
    };
}
