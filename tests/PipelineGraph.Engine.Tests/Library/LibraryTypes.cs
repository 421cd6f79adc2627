using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Library;

internal sealed class AuthorType : EntityType<Author>
{
    public AuthorType()
    {
        Description("Somebody who writes.");
        Node(a => a.Id);
        Field(a => a.Name).Description("Name.");
        Field(a => a.Country).Description("Country.");
        Field(a => a.IsActive).Description("Whether active.");
        Connection("books", a => a.Books).FilteredAndSorted().Filterable().Description("Books.");
        List("allBooks", a => a.Books).OrderedBy((Book b) => b.Title).Description("All books.");
    }
}

internal sealed class BookType : EntityType<Book>
{
    public BookType()
    {
        Description("A book.");
        Node(b => b.Id);
        Field(b => b.Title).Description("Title.");
        Field(b => b.Subtitle).Description("Subtitle.");
        Field(b => b.Isbn).NonNull().Description("Not null, says the schema; the column may be.");
        Field(b => b.Genre).Description("Genre.");
        Money("price", b => b.PriceUnits).Description("Price.");
        Field(b => b.Copies).Description("Copies.");
        Field(b => b.Pages).Description("Pages.");
        Field(b => b.Stars).Description("Stars.");
        Field(b => b.Weight).Description("Weight.");
        Field(b => b.IsLent).Description("Lent.");
        Field(b => b.PublishedAt).Description("Published.");
        Field(b => b.DueOn).Description("Due.");
        Field("daysLent", (b, now) =>
            b.LentAt == null ? (double?)null : LibraryContext.DaysBetween(b.LentAt.Value, now))
            .Description("Days lent.");
        Field("thickness", b => Shelf.ThicknessOf(b.Pages)).NotFilterable().NotSortable().Description("Centimetres.");
        EnumList("genres", b => GenresOf(b.Genre)).Description("Genres.");
        Reference(b => b.Author).Description("Author.");
        Reference(b => b.Translator).Description("Translator.");
        Reference(b => b.Sequel).Description("Sequel.");
        View<StateType>("state").Description("State.");
        Value("shelf", b => Shelf.Of(b.Pages, b.Genre)).Description("Shelf.");
        Computed<Offer>("offers", Offers.OfAsync).Description("Offers.");
        ComputedOne<Offer>("bestOffer", Offers.BestAsync).Description("The first of them.");
        Connection("reviews", b => b.Reviews).FilteredAndSorted().Filterable().Description("Reviews.");
        List("allReviews", b => b.Reviews).OrderedBy((Review r) => r.WrittenAt).WithLast()
            .Description("All, oldest first.");
        List("newestReviews", b => b.Reviews.Where(r => r.Points > 0)).OrderedBy((Review r) => r.WrittenAt)
            .OnlyNewest(2).Description("Newest.");
        First("bestReview", b => b.Reviews).OrderedBy((Review r) => r.Points, descending: true).Description("Best.");
        List("verdicts", b => b.Reviews).OrderedBy((Review r) => r.WrittenAt)
            .ShownAs((Book b, Review r) => new Verdict { Book = b, Review = r }).Description("Verdicts.");
    }

    private static IReadOnlyList<Genre> GenresOf(Genre genre) => [genre, Genre.Poetry];
}

/// <summary>A second face of a book.</summary>
internal sealed class StateType : EntityType<Book>
{
    public StateType()
    {
        ViewOf();
        Description("Whether it is there.");
        Field(b => b.IsLent).Description("Lent.");
        Field(b => b.DueOn).Description("Due.");
        Reference(b => b.Translator).Description("Translator.");
    }
}

internal sealed class ReviewType : EntityType<Review>
{
    public ReviewType()
    {
        Description("A review.");
        Node(r => r.Id);
        Field(r => r.Points).Description("Points.");
        Field(r => r.Text).Description("Text.");
        Field(r => r.WrittenAt).Description("Written.");
        Reference(r => r.Book).Description("Book.");
        Reference(r => r.Critic).Description("Critic.");
    }
}

/// <summary>An item that knows its parent.</summary>
public sealed class Verdict
{
    public Book Book { get; init; } = null!;
    public Review Review { get; init; } = null!;
}

internal sealed class VerdictType : EntityType<Verdict>
{
    public VerdictType()
    {
        Description("A verdict.");
        KeyedBy(v => v.Review.Id);
        Field("isGood", v => v.Review.Points > v.Book.Pages / 100).Description("Whether good.");
        Reference("review", v => v.Review).Description("Review.");
    }
}

internal sealed class ShelfType : ValueObjectType<Shelf>
{
    public ShelfType()
    {
        Description("Where it stands.");
        Field(s => s.Row, "Row.");
        Field(s => s.Label, "Label.");
        List(s => s.Marks, "Marks.");
    }
}

internal sealed class ShelfMarkType : ValueObjectType<ShelfMark>
{
    public ShelfMarkType()
    {
        Description("A mark.");
        Field(m => m.Genre, "Genre.");
        Field(m => m.Weight, "Weight.");
    }
}

internal sealed class LibraryQueries : ObjectFields
{
    public LibraryQueries()
    {
        Nodes();
        Connection("books", () => Rows.Of<Book>()).Description("Books.");
        Connection("lentBooks", () => Rows.Of<Book>().Where(b => b.IsLent)).Description("Lent books.");
        ById<Book>("bookById").Description("A book.");
        List("authors", () => Rows.Of<Author>()).OrderedBy((Author a) => a.Name).Description("Authors.");
        First("compatriot", () => Rows.Of<Author>().Where(a => a.Country == Rows.Request<string>("country")))
            .OrderedBy((Author a) => a.Name).Description("An author.");
    }
}
