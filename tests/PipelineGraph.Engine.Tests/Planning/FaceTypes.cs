using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>Two faces of a review, by whether somebody signed it.</summary>
internal sealed class OpinionType : InterfaceType<Review>
{
    public OpinionType()
    {
        Description("What somebody thought.");
        KeyedBy(r => r.Id);
        Field(r => r.Points).Description("Points.");
        Id("bookId", r => r.BookId, "Book").Description("Of the book.");
        Reference(r => r.Book).Description("Book.");
    }
}

internal sealed class SignedType : EntityType<Review>
{
    public SignedType()
    {
        ViewOf();
        Description("Signed.");
        Implements<OpinionType>();
        Reference(r => r.Critic).Description("Who signed.");
    }
}

internal sealed class AnonymousType : EntityType<Review>
{
    public AnonymousType()
    {
        ViewOf();
        Description("Not signed.");
        Implements<OpinionType>();
        Field(r => r.Text).Description("Text.");
        List("others", r => r.Book.Reviews).OrderedBy((Review r) => r.WrittenAt).Description("Others of the book.");
    }
}

/// <summary>Pages over both faces, found by a resolver, cursors being numbers.</summary>
internal sealed class OpinionQueries : ObjectFields
{
    private int _counts;

    public OpinionQueries(Func<LibraryServer> server)
        => Connection("opinions", "Opinion",
                context => PageAsync(server(), context.Arguments!["first"].Value as int? ?? 2))
            .Argument("first", new IntGraphType(), "How many.").Description("Opinions.").Sized(2, 200);

    /// <summary>How often all were counted.</summary>
    internal int Counts => _counts;

    private async Task<KeyedPage> PageAsync(LibraryServer server, int first)
    {
        await using var library = server.Lease();
        var reviews = await library.Reviews.OrderBy(review => review.WrittenAt).Take(first + 1).ToListAsync();
        return new KeyedPage(
            [.. reviews.Take(first).Select((review, i) => new KeyedEdge($"c{i}", IdOf(review)))],
            reviews.Count > first, false, _ =>
            {
                Interlocked.Increment(ref _counts);
                return Task.FromResult(6);
            });
    }

    internal static NodeId IdOf(Review review) => new(review.CriticId is null ? "Anonymous" : "Signed", review.Id);
}
