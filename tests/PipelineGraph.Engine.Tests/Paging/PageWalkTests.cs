using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Library.Oracle;
using PipelineGraph.Engine.Tests.Sorting;

namespace PipelineGraph.Engine.Tests.Paging;

public sealed class PageWalkTests : IDisposable
{
    private const int Walks = 20;
    private const int MostPages = 300;
    private const int Seed = 4711;

    private readonly SettableClock _clock = new(RandomLibrary.Start);
    private readonly LibraryServer _server;

    public PageWalkTests() => _server = new LibraryServer(_clock);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_walk_meets_every_row_that_stays_once_and_in_order_while_rows_come_and_go(
        bool isNested, bool isBackward)
    {
        var random = new RandomLibrary(new Random(Seed)).Fill(authors: 4, books: 50, reviews: 0);
        await _server.AddAsync([.. random.All]);

        for (var i = 0; i < Walks; i++)
        {
            var seed = Seed + 1 + i;   // not the seed of the rows: the same one gives the same keys
            var walk = new Walk(_server, _clock, new RandomLibrary(new Random(seed)), random, isNested, isBackward);
            var difference = await walk.DifferenceAsync();
            Assert.True(difference is null, $"seed {seed}: {difference}");
        }
    }

    private sealed class Walk(
        LibraryServer server, SettableClock clock, RandomLibrary random, RandomLibrary stored,
        bool isNested, bool isBackward)
    {
        private readonly Author _author = stored.Authors[0];
        private readonly Dictionary<string, Book> _known = [];
        private readonly List<string> _met = [];

        internal async Task<string?> DifferenceAsync()
        {
            random.Authors.AddRange(stored.Authors);
            random.Books.AddRange(stored.Books);
            var order = new RandomOrders(random).Order(OracleType.Book);
            if (random.Maybe(0.3)) order.Insert(0, Fields.Of("daysLent", random.One(Direction.Asc, Direction.Desc)));
            var (start, began) = (Shown().ToList(), clock.Now);
            foreach (var book in start) _known[IdOf(book)] = book;

            var pages = 0;
            for (string? cursor = null; await PageAsync(order, cursor) is { } next; cursor = next)
            {
                if (++pages == MostPages) return Message("the walk does not end", order);
                await ChangeAsync();
            }


            var oracle = new OracleOrder(order.Cast<Fields>(), OracleType.Book, began);
            var met = _met.Select(id => _known[id]).ToList();
            if (isBackward) met.Reverse();
            if (_met.Distinct().Count() != _met.Count) return Message("a row was met twice", order);
            if (!met.SequenceEqual(met.Order(oracle))) return Message("the order is wrong", order);
            var missed = start.Where(book => stored.Books.Contains(book) && !met.Contains(book)).ToList();
            return missed.Count == 0 ? null : Message($"{missed.Count} rows were missed", order);
        }

        private static string IdOf(Book book) => new GlobalId("Book", book.Id).ToString();

        private IEnumerable<Book> Shown()
            => isNested ? stored.Books.Where(book => book.Author == _author) : stored.Books;

        /// <summary>Reads a page and gives its last cursor, null at the end of the walk.</summary>
        private async Task<string?> PageAsync(List<object?> order, string? cursor)
        {
            var arguments = new ArgumentWriter(Sending.OperandVariables);
            var written = $"{arguments.Argument("order", "", order)}, "
                + arguments.Argument(isBackward ? "last" : "first", "Int", 1 + random.Next(7))
                + (cursor is null ? "" : ", " + arguments.Argument(isBackward ? "before" : "after", "String", cursor));
            var books = $"books({written}) {{ edges {{ node {{ id }} cursor }} "
                + "pageInfo { hasNextPage hasPreviousPage } }";
            var field = isNested
                ? $"node(id: \"{new GlobalId("Author", _author.Id)}\") {{ ... on Author {{ {books} }} }}"
                : $"node: __typename {books}";
            var response = await server.RunAsync($"query Q{arguments.Declarations} {{ {field} }}", arguments.Variables);
            Assert.False(response.TryGetProperty("errors", out var errors), errors.ToString());
            var data = response.GetProperty("data");
            return Meet((isNested ? data.GetProperty("node") : data).GetProperty("books"));
        }

        private string? Meet(JsonElement page)
        {
            var edges = page.GetProperty("edges").EnumerateArray().ToList();
            if (isBackward) edges.Reverse();
            _met.AddRange(edges.Select(edge => edge.At("node", "id").GetString()!));
            return page.GetProperty("pageInfo").GetProperty(isBackward ? "hasPreviousPage" : "hasNextPage").GetBoolean()
                ? edges[^1].GetProperty("cursor").GetString()
                : null;
        }

        /// <summary>Adds rows, deletes others, above all the one that the cursor names, and lets time pass.</summary>
        private async Task ChangeAsync()
        {
            clock.Advance(TimeSpan.FromHours(1 + random.Next(100)));
            await using var context = server.Lease();
            context.AttachRange([.. stored.Authors, .. stored.Books]);
            for (var i = random.Next(3); i > 0; i--) Add(context);
            await context.SaveChangesAsync();
            foreach (var id in (string[])[_met[^1], IdOf(random.One(stored.Books))])
                if (random.Maybe() && _known.TryGetValue(id, out var book)) Delete(context, book);
        }

        private void Add(LibraryContext context)
        {
            var book = random.Book();
            if (isNested && random.Maybe()) book.Author = _author;
            context.Add(book);
            stored.Books.Add(book);
            random.Books.Add(book);
            _known.Add(IdOf(book), book);
        }

        /// <summary>Books that are a sequel stay, because the keys of others hang on them.</summary>
        private void Delete(LibraryContext context, Book book)
        {
            if (stored.Books.Count < 30 || !stored.Books.Contains(book)) return;
            if (stored.Books.Exists(other => other.Sequel == book)) return;
            context.Books.Where(row => row.Id == book.Id).ExecuteDelete();
            stored.Books.Remove(book);
            random.Books.Remove(book);
        }

        private static string Message(string what, List<object?> order)
        {
            var arguments = new ArgumentWriter(Sending.Literals);
            return $"{what} in {arguments.Argument("order", "", order)}";
        }
    }
}
