using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.SchemaExport;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>Several object types of one row behind an interface, and pages of them.</summary>
public sealed class FaceTests : IAsyncLifetime
{
    private LibraryServer _server = null!;
    private OpinionQueries _queries = null!;

    public async Task InitializeAsync()
    {
        _queries = new OpinionQueries(() => _server);
        _server = await SmallLibrary.ServeAsync(declarations: services => services
            .AddSingleton<ObjectFields>(_queries)
            .AddSingleton<EntityType, SignedType>().AddSingleton<EntityType, AnonymousType>());
    }

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_page_shows_each_row_with_its_own_face()
    {
        var data = await DataAsync("""
            { opinions(first: 3) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              edges { cursor node { __typename points ... on Signed { critic { name } } ...Others } } } }
            fragment Others on Anonymous { text others { points } }
            """);

        Assert.Equal("""{"opinions":{"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"startCursor":"c0","""
            + "\"endCursor\":\"c2\"},"
            + "\"edges\":[" + """{"cursor":"c0","node":{"__typename":"Anonymous","points":1,"text":"review 1","""
            + "\"others\":[" + """{"points":1},{"points":4}]}},"""
            + """{"cursor":"c1","node":{"__typename":"Signed","points":2,"critic":{"name":"Ibsen"}}},"""
            + """{"cursor":"c2","node":{"__typename":"Anonymous","points":3,"text":"review 3","""
            + "\"others\":[" + """{"points":3},{"points":6}]}}]}}""",
            data);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_page_costs_a_command_for_each_face_however_long_it_is(int first)
    {
        await DataAsync(
            $"{{ opinions(first: {first}) {{ nodes {{ points bookId ... on Signed {{ book {{ title }} }} }} }} }}");

        Assert.Equal(3, _server.Commands.Count);   // the resolver's, and one for each face
    }

    [Fact]
    public async Task Fields_of_the_interface_are_in_each_face_with_ids_of_other_types()
    {
        var data = await DataAsync(
            "{ opinions(first: 2) { nodes { ...Shared } } } fragment Shared on Opinion { bookId book { title } }");

        Assert.Equal($$$"""{"opinions":{"nodes":[{"bookId":"{{{SmallLibrary.BookId(1)}}}","book":{"title":"a"}},"""
            + $$$"""{"bookId":"{{{SmallLibrary.BookId(2)}}}","book":{"title":"b"}}]}}""", data);
    }

    [Fact]
    public async Task The_total_is_counted_only_when_asked_for()
    {
        await DataAsync("{ opinions { nodes { points } } }");
        var before = _queries.Counts;

        var data = await DataAsync("{ opinions { totalCount } }");

        Assert.Equal((0, 1), (before, _queries.Counts));
        Assert.Equal("""{"opinions":{"totalCount":6}}""", data);
    }

    [Fact]
    public async Task Introspection_shows_the_interface_and_its_members()
    {
        var data = await DataAsync("""
            { __type(name: "Opinion") { kind description fields { name description } possibleTypes { name } }
              signed: __type(name: "Signed") { interfaces { name } } }
            """);

        Assert.Equal("""{"__type":{"kind":"INTERFACE","description":"What somebody thought.","fields":["""
            + """{"name":"points","description":"Points."},{"name":"bookId","description":"Of the book."},"""
            + """{"name":"book","description":"Book."}],"possibleTypes":[{"name":"Signed"},{"name":"Anonymous"}]},"""
            + "\"signed\":" + """{"interfaces":[{"name":"Opinion"}]}}""", data);
    }

    [Fact]
    public void The_schema_file_shows_them()
    {
        var types = (string[])["Opinion", "Signed", "Anonymous", "OpinionsConnection", "OpinionsEdge"];

        var all = SchemaPrinter.Print(_server.Schema);
        var text = SchemaPrinter.Print(_server.Schema, types.Select(name => _server.Schema.AllTypes[name]!));
        var field = all.Split('\n').First(line => line.StartsWith("  opinions", StringComparison.Ordinal));

        Snapshot.Matches(text + field, "faces.graphql");
        Assert.Contains("type Signed implements Opinion {", all, StringComparison.Ordinal);
    }

    private async Task<string> DataAsync(string query)
    {
        var answer = await _server.RunAsync(query);

        Assert.Empty(_server.Failures);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetRawText();
    }
}
