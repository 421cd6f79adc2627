namespace PipelineGraph.Engine.Tests.Library;

/// <summary>A small world with every kind of field: the engine knows no deal, so its tests know none either.</summary>
public sealed class Author
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public string? Country { get; set; }
    public bool IsActive { get; set; }
    public List<Book> Books { get; } = [];
}

public enum Genre
{
    Novel,
    ShortStory,
    Poetry
}

public sealed class Book
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Title { get; set; }
    public string? Subtitle { get; set; }
    public Genre Genre { get; set; }
    public string? Isbn { get; set; }
    public long? PriceUnits { get; set; }
    public long Copies { get; set; }
    public int Pages { get; set; }
    public int? Stars { get; set; }
    public double Weight { get; set; }
    public bool IsLent { get; set; }
    public DateTime PublishedAt { get; set; }
    public DateTime? LentAt { get; set; }
    public DateOnly? DueOn { get; set; }
    public Guid AuthorId { get; set; }
    public Author Author { get; set; } = null!;
    public Guid? TranslatorId { get; set; }
    public Author? Translator { get; set; }
    public Guid? SequelId { get; set; }
    public Book? Sequel { get; set; }
    public List<Review> Reviews { get; } = [];
}

public sealed class Review
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid BookId { get; set; }
    public Book Book { get; set; } = null!;
    public Guid? CriticId { get; set; }
    public Author? Critic { get; set; }
    public int Points { get; set; }
    public string? Text { get; set; }
    public DateTime WrittenAt { get; set; }
}

/// <summary>Computed in .NET from a book's columns.</summary>
public sealed record Shelf(int Row, string Label, IReadOnlyList<ShelfMark> Marks)
{
    /// <summary>Thickness of a book, centimetres.</summary>
    public static decimal ThicknessOf(int pages) => pages * 0.010m;

    public static Shelf Of(int pages, Genre genre)
        => new(pages / 100, $"{genre} {pages}", [new ShelfMark(genre, pages), new ShelfMark(Genre.Poetry, 1)]);
}

public sealed record ShelfMark(Genre Genre, double Weight);
