using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Library.Oracle;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Filtering;

/// <summary>A resolver's LINQ narrowed by `where` as the planner's lists are.</summary>
public sealed class FilteredRowsTests : IDisposable
{
    private const int Seed = 20_260_303;

    private readonly SettableClock _clock = new(RandomLibrary.Start);
    private readonly LibraryServer _server;

    public FilteredRowsTests() => _server = new LibraryServer(_clock, declarations: services => services
        .AddSingleton<ObjectFields>(_ => new CountQueries(() => _server!.Lease())));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_resolver_counts_the_rows_that_a_list_shows()
    {
        var library = new RandomLibrary(new Random(Seed)).Fill(authors: 12, books: 80, reviews: 160);
        await _server.AddAsync([.. library.All]);

        for (var i = 0; i < 200; i++)
        {
            var where = new RandomFilters(library, _clock.Now).Where(OracleType.Book);
            var filter = new OracleFilter(_clock.Now);
            var expected = library.Books.Count(book => filter.Matches(where, OracleType.Book, book));

            var arguments = new ArgumentWriter((Sending)(i % 3));
            var argument = arguments.Argument("where", "BookFilterInput", where);
            var query = $"query Q{arguments.Declarations} {{ bookCount({argument}) }}";
            var answer = await _server.RunAsync(query, arguments.Variables);

            Assert.True(answer.At("data", "bookCount").GetRawText() == $"{expected}",
                $"seed {Seed}, filter {i}: {query} {arguments.Variables} gave {answer}, not {expected} "
                + string.Concat(_server.Failures));
        }
    }

    [Fact]
    public async Task Filters_of_one_shape_share_a_compiled_query()
    {
        await _server.AddAsync(new Book { Title = "a", Pages = 7, Author = new Author { Name = "x" } });
        const string query = "query($p: [Int!], $t: String) { bookCount(where: {pages: {in: $p}, title: {eq: $t}}) }";
        await _server.RunAsync(query, """{"p":[1],"t":"a"}""");
        var compiled = _server.Compilations;

        var answer = await _server.RunAsync(query, """{"p":[7],"t":"a"}""");

        Assert.Equal(1, answer.At("data", "bookCount").GetInt32());
        Assert.Equal(compiled, _server.Compilations);
    }

    [Fact]
    public async Task Without_the_argument_all_rows_are_meant()
    {
        await _server.AddAsync(new Book { Title = "a", Author = new Author { Name = "x" } });

        var answer = await _server.RunAsync("{ bookCount }");

        Assert.Equal(1, answer.At("data", "bookCount").GetInt32());
    }

    [Fact]
    public async Task A_null_where_none_may_be_is_refused_as_in_a_list()
    {
        var answer = await _server.RunAsync(
            "{ bookCount(where: {pages: {gt: null}}) books(where: {pages: {gt: null}}) { totalCount } }");

        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(2, errors.Count);
        Assert.Equal(errors[0].GetProperty("message").GetString(), errors[1].GetProperty("message").GetString());
    }

    private sealed class CountQueries : ObjectFields
    {
        public CountQueries(Func<LibraryContext> lease) => Resolved(new FieldType
        {
            Name = "bookCount",
            Arguments = new QueryArguments(
                new QueryArgument(new GraphQLTypeReference("BookFilterInput")) { Name = "where" }),
            ResolvedType = new IntGraphType(),
            Resolver = new FuncFieldResolver<int>(async context =>
            {
                await using var library = lease();
                var rows = context.RequestServices!.GetRequiredService<FilteredRows>();
                var groups = await rows.Of<Book>(library, context).GroupBy(book => book.AuthorId)
                    .Select(books => new { books.Key, Count = books.Count() }).ToListAsync(context.CancellationToken);
                return groups.Sum(group => group.Count);
            })
        });
    }
}
