using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>What a client reads when it asks wrongly: a clear message at the right place.</summary>
[Collection(DemoServer.Collection)]
public sealed class BadInputTests(DemoServer demo)
{
    private const string Json = "application/json";
    private const string Account = "QWNjb3VudDoAAJkBAAAAcIAAAAAAAAAB";

    private static readonly (string Name, string ContentType, string Body)[] Requests =
    [
        ("Unknown field", Json, Query("{ deals { nodes { titel } } }")),
        ("Unknown filter field", Json, Query("{ deals(where: { titel: { eq: 1 } }) { totalCount } }")),
        ("Unknown sort field", Json, Query("{ deals(order: [{ titel: ASC }]) { totalCount } }")),
        ("Unknown enum value", Json, Query("{ deals(where: { status: { eq: CLOSED } }) { totalCount } }")),
        ("Wrong type of a literal", Json, Query("{ deals(where: { amount: { gt: true } }) { totalCount } }")),
        ("Wrong type of a variable", Json,
            """{"query":"query($n: Int) { deals(first: $n) { totalCount } }","variables":{"n":"many"}}"""),
        ("Missing variable", Json, Query("query($id: ID!) { dealById(id: $id) { title } }")),
        ("Instant without an offset", Json,
            Query("{ deals(where: { createdAt: { gt: \\\"2026-01-01T00:00:00\\\" } }) { totalCount } }")),
        ("Bad cursor", Json, Query("{ deals(first: 1, after: \\\"nowhere\\\") { nodes { title } } }")),
        ("Cursor of another order", Json,
            Query("{ deals(first: 1, after: \\\"MQ==\\\", order: [{ title: ASC }]) { nodes { title } } }")),
        ("Page of -1", Json, Query("{ deals(first: -1) { nodes { title } } }")),
        ("Page of 51", Json, Query("{ accounts { nodes { deals(last: 51) { nodes { title } } } } }")),
        ("Id of another type", Json, Query($"{{ dealById(id: \\\"{Account}\\\") {{ title }} }}")),
        ("Id of another type in a filter", Json,
            Query($"{{ deals(where: {{ stage: {{ id: {{ eq: \\\"{Account}\\\" }} }} }}) {{ totalCount }} }}")),
        ("No id at all", Json, Query("{ node(id: \\\"42\\\") { id } }")),
        ("Null operand", Json, Query("{ deals(where: { amount: { gt: null } }) { totalCount } }")),
        ("Syntax error", Json, Query("{ deals(first: 1 { nodes { title } } }")),
        ("Mutation", Json, Query("mutation { createDeal(input: {}) { deal { id } } }")),
        ("Malformed JSON", Json, """{"query": "{ me { subject } }" """),
        ("JSON without a query", Json, """{"variables": {}}"""),
        ("JSON array", Json, """[{"query": "{ me { subject } }"}]"""),
        ("Empty body", Json, ""),
        ("Text", "text/plain", "{ me { subject } }"),
        ("Form", "application/x-www-form-urlencoded", "query={me{subject}}"),
    ];

    [Fact]
    public async Task Wrong_requests_are_refused_as_reviewed_and_never_with_a_stack_trace()
    {
        var text = new StringBuilder();

        foreach (var (name, contentType, body) in Requests)
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            using var response = await demo.Running.Client.PostAsync("/graphql", content);
            text.Append(CultureInfo.InvariantCulture, $"{name}: {body}\n{(int)response.StatusCode} ")
                .Append(await response.Content.ReadAsStringAsync()).Append("\n\n");
        }

        Assert.DoesNotMatch(@"\.cs|   at |Exception|SQLite|/tmp", text.ToString());
        Reviewed.Matches(text.ToString(), "bad-input.txt", "tests", "PipelineGraph.Server.Tests", "Queries");
    }

    private static string Query(string query) => $$"""{"query":"{{query}}"}""";
}
