using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Tests.Library;

/// <summary>Computed in .NET for a whole level of books; names rows by their keys.</summary>
public sealed record Offer(
    Guid Book, Guid? Translator, IReadOnlyList<Guid> Rivals, decimal Price, DateOnly Until, Terms? Terms);

public sealed record Terms(string Text, Guid Author);

internal sealed class OfferType : ValueObjectType<Offer>
{
    public OfferType()
    {
        Description("An offer.");
        Reference<Book>("book", offer => offer.Book, "Book.");
        Reference<Author>("translator", offer => offer.Translator, "Translator.");
        List<Author>("rivals", offer => offer.Rivals, "Rivals.");
        Id("bookId", offer => offer.Book, "Book", "Id of the book.");
        Field(offer => offer.Price, "Price.");
        Field(offer => offer.Until, "Until.");
        Nested(offer => offer.Terms, "Terms.");
    }
}

internal sealed class TermsType : ValueObjectType<Terms>
{
    public TermsType()
    {
        Description("Terms.");
        Field(terms => terms.Text, "Text.");
        Reference<Author>("author", terms => terms.Author, "Author.");
    }
}

/// <summary>The computation: as many offers as a book has hundreds of pages, less one.</summary>
internal static class Offers
{
    internal static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Offer>>> OfAsync(
        ComputeRequest request, IReadOnlyList<Guid> keys)
    {
        var books = await request.Context.Set<Book>().Where(book => keys.Contains(book.Id))
            .ToListAsync(request.Cancelled);
        return books.ToDictionary(book => book.Id, book => (IReadOnlyList<Offer>)
            [.. Enumerable.Range(1, book.Pages / 100 - 1).Select(i => Of(book, i, request.Now))]);
    }

    internal static async Task<IReadOnlyDictionary<Guid, Offer>> BestAsync(
        ComputeRequest request, IReadOnlyList<Guid> keys)
        => (await OfAsync(request, keys)).Where(offers => offers.Value.Count > 0)
            .ToDictionary(offers => offers.Key, offers => offers.Value[0]);

    /// <summary>Every other offer has terms; a book without an ISBN names an author that does not exist.</summary>
    internal static Offer Of(Book book, int number, DateTime now)
    {
        var author = book.Isbn is null ? Guid.NewGuid() : book.AuthorId;
        return new Offer(book.Id, book.TranslatorId, [SmallLibrary.Key(2), book.AuthorId], number * 1.5m,
            DateOnly.FromDateTime(now).AddDays(number), number % 2 == 0 ? new Terms($"terms {number}", author) : null);
    }
}
