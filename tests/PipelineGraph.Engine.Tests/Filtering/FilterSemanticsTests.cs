using System.Text.Json;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Library.Oracle;
using PipelineGraph.Engine.Tests.Sorting;

namespace PipelineGraph.Engine.Tests.Filtering;

public sealed class FilterSemanticsTests : IDisposable
{
    private const int Combinations = 500;
    private const int Seed = 20_260_302;

    private readonly SettableClock _clock = new(RandomLibrary.Start);
    private readonly LibraryServer _server;

    public FilterSemanticsTests() => _server = new LibraryServer(_clock);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Random_filters_orders_and_pages_answer_as_LINQ_to_Objects_does()
    {
        var library = new RandomLibrary(new Random(Seed)).Fill(authors: 12, books: 80, reviews: 160);
        await _server.AddAsync([.. library.All]);

        var failures = new List<string>();
        for (var i = 0; i < Combinations && failures.Count < 5; i++)
            if (await DifferenceAsync(library, Seed + i) is { } difference) failures.Add(difference);

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task<string?> DifferenceAsync(RandomLibrary stored, int seed)
    {
        var random = new RandomLibrary(new Random(seed));
        random.Authors.AddRange(stored.Authors);
        random.Books.AddRange(stored.Books);
        random.Reviews.AddRange(stored.Reviews);
        var sending = (Sending)(seed % 3);
        var where = new RandomFilters(random, _clock.Now).Where(OracleType.Book);
        var order = new RandomOrders(random).Order(OracleType.Book);
        var filter = new OracleFilter(_clock.Now);
        var expected = stored.Books.Where(book => filter.Matches(where, OracleType.Book, book))
            .Order(new OracleOrder(order.Cast<Fields>(), OracleType.Book, _clock.Now)).Cast<Book>().ToList();

        var operation = new PagedOperation(sending, where, order);
        var first = await operation.DifferenceAsync(_server, expected, random.Next(12), null, random.Maybe());
        if (first is not null || expected.Count == 0) return first is null ? null : $"seed {seed}\n{first}";

        var from = random.Next(expected.Count);
        var cursor = await operation.CursorAsync(_server, expected, from);
        var next = await operation.DifferenceAsync(
            _server, expected, 1 + random.Next(9), (cursor, from), random.Maybe());
        return next is null ? null : $"seed {seed}\n{next}";
    }

    /// <summary>One filter and order, asked for page by page.</summary>
    private sealed class PagedOperation(Sending sending, Fields where, List<object?> order)
    {
        internal async Task<string?> DifferenceAsync(
            LibraryServer server, List<Book> all, int size, (string Cursor, int Index)? from, bool isBackward)
        {
            var (from0, to) = (from, isBackward) switch
            {
                (null, false) => (0, Math.Min(size, all.Count)),
                (null, true) => (Math.Max(0, all.Count - size), all.Count),
                ({ } at, false) => (at.Index + 1, Math.Min(at.Index + 1 + size, all.Count)),
                ({ } at, true) => (Math.Max(0, at.Index - size), at.Index)
            };
            var ids = all[from0..to].Select(book => new GlobalId("Book", book.Id).ToString());
            var expected = new Answer(all.Count, [.. ids],
                isBackward ? from is not null : to < all.Count, isBackward ? from0 > 0 : from is not null);
            var (query, variables) = Text(size, from?.Cursor, isBackward);
            var response = await server.RunAsync(query, variables);
            var actual = Answer.Of(response);
            return actual?.ToString() == expected.ToString()
                ? null
                : $"{query}\n{variables}\nexpected {expected}\n but was {actual?.ToString() ?? response.GetRawText()}"
                    + string.Concat(server.Failures.Select(failure => "\n" + failure.Message));
        }

        /// <summary>The cursor of a row, from a page that ends with it.</summary>
        internal async Task<string> CursorAsync(LibraryServer server, List<Book> all, int index)
        {
            string? cursor = null;
            for (var i = 0; i <= index; i += 50)
            {
                var (query, variables) = Text(Math.Min(50, index + 1 - i), cursor, false);
                var response = await server.RunAsync(query, variables);
                cursor = response.At("data", "books", "pageInfo", "endCursor").GetString();
            }

            return cursor!;
        }

        private (string Query, string? Variables) Text(int size, string? cursor, bool isBackward)
        {
            var arguments = new ArgumentWriter(sending);
            var written = new List<string>
            {
                arguments.Argument("where", "BookFilterInput", where),
                arguments.Argument("order", "[BookSortInput!]", order),
                arguments.Argument(isBackward ? "last" : "first", "Int", size)
            };
            if (cursor is not null) written.Add(arguments.Argument(isBackward ? "before" : "after", "String", cursor));
            return ($"query Q{arguments.Declarations} {{ books({string.Join(", ", written)}) {{ totalCount "
                + "nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }", arguments.Variables);
        }
    }

    private sealed record Answer(int Total, string[] Ids, bool HasNext, bool HasPrevious)
    {
        internal static Answer? Of(JsonElement response)
        {
            if (response.TryGetProperty("errors", out _)) return null;
            var books = response.At("data", "books");
            var page = books.GetProperty("pageInfo");
            return new Answer(books.GetProperty("totalCount").GetInt32(),
                [.. books.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)],
                page.GetProperty("hasNextPage").GetBoolean(), page.GetProperty("hasPreviousPage").GetBoolean());
        }

        public override string ToString() => $"{Total} next {HasNext} previous {HasPrevious}: {string.Join(' ', Ids)}";
    }
}
