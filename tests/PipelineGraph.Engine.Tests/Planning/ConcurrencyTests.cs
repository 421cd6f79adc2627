using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class ConcurrencyTests
{
    private static readonly string[] Queries =
    [
        "{ books { totalCount nodes { id title genre author { name } reviews { totalCount nodes { text } } } } }",
        "{ authors { name books(first: 2, order: {title: DESC}) { edges { cursor } pageInfo { endCursor } } } }",
        "{ a: books(first: 1) { nodes { title } } b: books(last: 1) { nodes { id } } authors { allBooks { title } } }",
        "{ books(where: {reviews: {some: {points: {gt: 3}}}}, order: {price: ASC}) { nodes { shelf { label } } } }",
        "{ books(first: 99) { nodes { title } } authors { name books(first: -1) { totalCount } } }",
        "{ books { nodes { state { dueOn } verdicts { isGood review { text } } bestReview { points } genres } } }"
    ];

    /// <summary>A pooled buffer that is used after its return shows as the bytes of another answer.</summary>
    [Fact]
    public async Task Requests_in_parallel_get_the_bytes_that_each_gets_alone()
    {
        using var server = await SmallLibrary.ServeAsync();
        var alone = new List<byte[]>();
        foreach (var query in Queries) alone.Add(await server.BytesAsync(query));

        for (var round = 0; round < 4; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 64)
                .Select(i => Task.Run(() => server.BytesAsync(Queries[i % Queries.Length]))));

            for (var i = 0; i < answers.Length; i++) Assert.Equal(alone[i % Queries.Length], answers[i]);
        }

        Assert.Empty(server.Failures);
    }
}
