using System.ComponentModel;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Mutations;

[Description("One book of several.")]
public sealed record LendBooksItem(
    [property: Description("Which.")] NodeId<Book> BookId,
    [property: Description("For how long.")] int? Days,
    [property: Description("Said to the reader.")] Optional<string> Note);

public sealed record LendBooksInput(
    [property: Description("The books, in order.")] IReadOnlyList<LendBooksItem> Books,
    [property: Description("To whom.")] NodeId<Author>? ReaderId,
    [property: Description("All or none.")] bool Atomic = false);

public sealed record LentBook(
    [property: Description("The book's id.")] NodeId<Book> BookId,
    [property: Description("The book, unless it was refused.")] NodeId<Book>? Book,
    [property: Description("Why it was refused."), ErrorsOf("lendBook")] IReadOnlyList<Exception>? Errors);

public sealed record LentBooks(
    [property: Description("One for each book.")] IReadOnlyList<LentBook>? Results,
    [property: Description("Where they stood.")] Shelf? Shelf = null);

public sealed record LendBookInput(
    [property: Description("Which.")] NodeId<Book> BookId, [property: Description("Until when.")] DateOnly? DueOn);

public sealed record BookLent(
    [property: Description("The book.")] NodeId<Book>? Book,
    [property: Description("Its title.")] string? Title,
    [property: Description("How often it was lent.")] int Times);

public sealed record EveryKindInput(
    NodeId<Book> BookId, NodeId<Author>? AuthorId, string Text, string? Note, int Count, long? Copies, bool IsNew,
    decimal Price, double? Weight, DateTime At, DateOnly? On, Genre Genre, Genre? Other,
    Optional<string> Title, Optional<int?> Stars, Optional<NodeId<Author>?> Translator,
    Optional<IReadOnlyList<int>> Marks, LendBooksItem? First, IReadOnlyList<LendBooksItem> Items,
    IReadOnlyList<NodeId<Book>>? Books, IReadOnlyList<string?>? Words, Genre Sort = Genre.Poetry, int Size = 3);

public sealed record Seen(string? Nothing);

public sealed class NotFoundException(Guid id, string type) : Exception("There is no such thing.")
{
    public NodeId Id { get; } = new(type, id);
}

public sealed class FaultyException(params IReadOnlyList<(string Field, string Message)> faults) : Exception("faulty")
{
    public IReadOnlyList<(string Field, string Message)> Faults { get; } = faults;
}

public sealed class BookLentException(DateTime? lentAt, Genre genre, Guid? reader, params Guid[] others)
    : Exception("The book is lent.")
{
    public DateTime? LentAt { get; } = lentAt;
    public Genre Genre { get; } = genre;
    public Guid? Reader { get; } = reader;
    public IReadOnlyList<Guid> Others { get; } = others;
}

internal sealed class NotFoundError : ErrorType<NotFoundException>
{
    public NotFoundError()
    {
        Description("Nothing has this id.");
        Field("id", e => e.Id).Description("The id as given.");
    }
}

internal sealed class FaultyError : ErrorType<FaultyException>
{
    public FaultyError()
    {
        Description("A field is faulty.");
        Message(e => e.Faults[0].Message);
        Expand(e => e.Faults.Select(fault => new FaultyException(fault)));
        Field("field", e => e.Faults[0].Field).Description("Path of the field.");
    }
}

internal sealed class BookLentError : ErrorType<BookLentException>
{
    public BookLentError()
    {
        Description("Somebody has the book.");
        Field("lentAt", e => e.LentAt).Description("Since when.");
        Field("genre", e => e.Genre).Description("Its genre.");
        Reference<Author>("reader", e => e.Reader).Description("Who has it.");
        List<Book>("others", e => e.Others).Description("Books that are there.");
    }
}
