using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.SchemaExport;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;
using static PipelineGraph.Engine.Tests.Library.SmallLibrary;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>A desk with a column for each author, whose books the desk's filter narrows.</summary>
public sealed class RelatedTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await ServeAsync(declarations: services => services
        .AddSingleton<ObjectFields, DeskQueries>().AddSingleton<ObjectFields, DeskFields>()
        .AddSingleton<ObjectFields, ColumnFields>());

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Each_column_shows_the_first_rows_of_its_own_parent()
    {
        var data = await DataAsync("""
            { desk { columns { author { name } books { totalCount nodes { title } } } } }
            """);

        Assert.Equal("""{"desk":{"columns":["""
            + """{"author":{"name":"Ibsen"},"books":{"totalCount":3,"nodes":[{"title":"a"},{"title":"c"}]}},"""
            + """{"author":{"name":"Undset"},"books":{"totalCount":2,"nodes":[{"title":"b"},{"title":"d"}]}},"""
            + """{"author":null,"books":null}]}}""", data);
        Assert.Equal(3, _server.Commands.Count);
    }

    [Fact]
    public async Task The_filter_of_the_field_above_narrows_the_rows()
    {
        const string query = """
            query($min: Int) { desk(where: {pages: {gt: $min}}) { ...D }
              other: desk(where: {title: {eq: "b"}}) { ...D } }
            fragment D on Desk { columns { books(first: 3, order: {title: DESC}) { totalCount nodes { title } } } }
            """;
        var data = await DataAsync(query, """{"min":100}""");
        var compiled = _server.Compilations;
        var next = await DataAsync(query, """{"min":300}""");

        const string other = "\"other\":" + """{"columns":[{"books":{"totalCount":0,"nodes":[]}},"""
            + """{"books":{"totalCount":1,"nodes":[{"title":"b"}]}},{"books":null}]}}""";
        Assert.Equal("""{"desk":{"columns":[{"books":{"totalCount":2,"nodes":[{"title":"e"},{"title":"c"}]}},"""
            + """{"books":{"totalCount":2,"nodes":[{"title":"d"},{"title":"b"}]}},{"books":null}]},""" + other, data);
        Assert.Equal("""{"desk":{"columns":[{"books":{"totalCount":1,"nodes":[{"title":"e"}]}},"""
            + """{"books":{"totalCount":1,"nodes":[{"title":"d"}]}},{"books":null}]},""" + other, next);
        Assert.Equal(compiled, _server.Compilations);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", order: {title: DESC}")]
    [InlineData(", order: [{author: {name: ASC}}, {pages: DESC}]")]
    public async Task A_columns_cursors_go_on_in_the_parents_own_list_of_the_same_order(string order)
    {
        var desk = await _server.RunAsync(
            $"{{ desk {{ columns {{ books(first: 1{order}) {{ edges {{ cursor node {{ title }} }} }} }} }} }}");
        var edge = desk.At("data", "desk").GetProperty("columns")[0].At("books").GetProperty("edges")[0];
        var cursor = edge.GetProperty("cursor").GetString();

        var all = await ListAsync($"first: 9{order}");
        var rest = await ListAsync($"first: 9, after: \"{cursor}\"{order}");

        Assert.Equal(3, all.Count);
        Assert.Equal(all, [edge.At("node", "title").GetString()!, .. rest]);
    }

    [Fact]
    public async Task A_page_over_the_fields_own_size_is_refused_in_every_column()
    {
        var answer = await _server.RunAsync("{ desk { columns { books(first: 4) { nodes { title } } } } }");

        Assert.Equal("""{"desk":{"columns":[{"books":null},{"books":null},{"books":null}]}}""",
            answer.GetProperty("data").GetRawText());
        Assert.Equal(["""["desk","columns",0,"books"]""", """["desk","columns",1,"books"]"""],
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetRawText()));
    }

    [Fact]
    public async Task The_field_goes_on_from_its_own_cursors()
    {
        var first = await _server.RunAsync("{ desk { columns { books(first: 1) { pageInfo { endCursor } } } } }");
        var column = first.At("data", "desk").GetProperty("columns")[0];
        var cursor = column.At("books", "pageInfo", "endCursor").GetString();

        var data = await DataAsync(
            $"{{ desk {{ columns {{ books(after: \"{cursor}\") {{ nodes {{ title }} }} }} }} }}");

        Assert.StartsWith("""{"desk":{"columns":[{"books":{"nodes":[{"title":"c"},{"title":"e"}]}}""", data,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_shows_the_arguments_and_sizes()
    {
        _server.Schema.Initialize();

        var text = SchemaPrinter.Print(_server.Schema, [_server.Schema.AllTypes["Column"]!]);

        Snapshot.Matches(text, "column.graphql");
    }

    [Fact]
    public async Task All_columns_are_read_with_one_bounded_command()
    {
        await DataAsync("{ desk(where: {pages: {gt: 1}}) { columns { books(order: {pages: DESC}) { nodes { title } } } } }");

        Snapshot.Matches(Assert.Single(_server.Commands) + "\n", "column.sql");
    }

    private async Task<List<string>> ListAsync(string arguments)
    {
        var answer = await _server.RunAsync(
            $"{{ node(id: \"{AuthorId(1)}\") {{ ... on Author {{ books({arguments}) {{ nodes {{ title }} }} }} }} }}");
        var nodes = answer.At("data", "node", "books", "nodes").EnumerateArray();
        return [.. nodes.Select(node => node.GetProperty("title").GetString()!)];
    }

    private async Task<string> DataAsync(string query, string? variables = null)
    {
        var answer = await _server.RunAsync(query, variables);

        Assert.Empty(_server.Failures);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetRawText();
    }

    private sealed record Column(Guid? Author);

    private sealed class DeskQueries : ObjectFields
    {
        public DeskQueries() => Resolved(new FieldType
        {
            Name = "desk",
            Arguments = new QueryArguments(
                new QueryArgument(new GraphQLTypeReference("BookFilterInput")) { Name = "where" }),
            ResolvedType = new GraphQLTypeReference("Desk"),
            Resolver = new FuncFieldResolver<Column[]>(_ => [new Column(Key(1)), new Column(Key(2)), new Column(null)])
        });
    }

    private sealed class DeskFields : ObjectFields
    {
        public DeskFields() : base("Desk") => Resolved(new FieldType
        {
            Name = "columns",
            ResolvedType = new ListGraphType(new NonNullGraphType(new GraphQLTypeReference("Column"))),
            Resolver = new FuncFieldResolver<Column[]>(context => (Column[])context.Source!)
        });
    }

    private sealed class ColumnFields : ObjectFields
    {
        public ColumnFields() : base("Column")
        {
            Description("Column.");
            Reference<Column, Author>("author", column => column.Author).Description("Author.");
            Related<Column, Author, Book>("books", column => column.Author, author => author.Books)
                .Sorted().FilteredByWhereOf("desk").Sized(2, 3).ForwardOnly().Description("Books.");
        }
    }
}
