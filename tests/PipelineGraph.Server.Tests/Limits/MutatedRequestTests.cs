using System.Text;
using System.Text.Json;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Schema;
using Xunit.Abstractions;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>Documented operations with pieces left out, doubled and put in, and variables of every kind.</summary>
[Collection(LimitServer.Collection)]
public sealed class MutatedRequestTests(LimitServer server, ITestOutputHelper output)
{
    private const int Requests = 2_000, RequestsOfOne = 100;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", "#", "\n", "\r", "\\", "\0", "\ud800", "$", "$first",
        "@skip(if: true)", "...", "... on Deal", ": ", "null", "true", "-1", "0", "999999999999", "1e400",
        "__typename", "__schema { types { name } }", "first: 3", "where: {}", "and: [{}]", "or: []", "in: []",
        "eq: null", "order: [{ id: DESC }]", "query", "mutation", "subscription", "fragment F on Deal { id }", "é",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "2147483648", "1e308", "1e-320", "0.1", "\"\"", "\"x\"", "\"\\u0000\"",
        "\"2026-02-30T00:00:00Z\"", "\"9999-12-31\"", "\"0001-01-01T00:00:00Z\"", "\"RGVhbDoAAAAA\"", "[]", "[[]]",
        "[null]", "{}", "{\"and\":[{}]}", "{\"from\":null,\"to\":null}", "99999999999.9999",
    ];

    [Fact]
    public async Task Whatever_is_asked_nothing_fails_unexpectedly()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] queries = [.. Directory.GetFiles(Repository.OperationsFolder, "*.graphql").Order(StringComparer.Ordinal)
            .Select(File.ReadAllText).Where(text => text.Contains("\nquery", StringComparison.Ordinal))];
        var (token, answered) = (server.NewToken(Role.Analyst), 0);
        string[] values = [.. Values, .. await KnownAsync(token)];
        for (var i = 0; i < Requests; i++)
        {
            if (i % RequestsOfOne == 0) token = server.NewToken(Role.Analyst);   // who changes nothing
            var text = queries[random.Next(queries.Length)];
            for (var change = random.Next(3); change > 0; change--) text = Changed(text, random);

            var body = $$"""{"query":{{JsonSerializer.Serialize(text)}},"variables":{{Variables(text, values, random)}}}""";
            var answer = await server.PostAsync(Encoding.UTF8.GetBytes(body), token);

            Assert.True(answer.Status < 500 && !answer.Text.Contains("Unexpected Execution Error"),
                $"{body}\n{answer}\n{server.Failure()}");
            if (answer.Text.StartsWith("{\"data\"", StringComparison.Ordinal)) answered++;
        }

        output.WriteLine($"{answered} of {Requests} were answered without an error");
        Assert.InRange(answered, 1, Requests);
    }

    [Theory]
    [InlineData("""{"query":"{ dealById(id: 42) { id } }"}""")]
    [InlineData("""{"query":"{ nodes(ids: [42]) { id } }"}""")]
    [InlineData("""{"query":"{ deals(where: { owner: { id: { in: [42] } } }) { totalCount } }"}""")]
    [InlineData("""{"query":"query($id: ID! = 42) { dealById(id: $id) { id } }"}""")]
    [InlineData("""{"query":"query($id: ID!) { dealById(id: $id) { id } }","variables":{"id":42}}""")]
    [InlineData("""{"query":"query($w: DealFilterInput) { deals(where: $w) { totalCount } }","variables":{"w":{"id":{"eq":42}}}}""")]
    public async Task Id_that_is_given_as_a_number_is_read_as_its_digits(string body)
    {
        var answer = await server.PostAsync(body, server.NewToken());

        Assert.Contains("\"message\":\"The node ID string has an invalid format.\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"originalValue\":\"42\"", answer.Text, StringComparison.Ordinal);
    }

    private static string Changed(string text, Random random)
    {
        var (at, length) = (random.Next(text.Length + 1), random.Next(12));
        var some = text.Substring(at, Math.Min(length, text.Length - at));
        return random.Next(3) switch
        {
            0 => text.Remove(at, some.Length),
            1 => text.Insert(at, string.Concat(Enumerable.Repeat(some, random.Next(20)))),
            _ => text.Insert(at, $" {Pieces[random.Next(Pieces.Length)]} "),
        };
    }

    /// <summary>Ids of a pipeline and of a deal, and a period, each several times.</summary>
    private async Task<IEnumerable<string>> KnownAsync(string token)
    {
        var answer = await server.PostAsync(LimitRow.Body("{ pipelines { id } deals(first: 1) { nodes { id } } }"), token);
        var data = JsonDocument.Parse(answer.Text).RootElement.GetProperty("data");
        var pipeline = data.GetProperty("pipelines")[0].GetProperty("id").GetRawText();
        var deal = data.GetProperty("deals").GetProperty("nodes")[0].GetProperty("id").GetRawText();
        const string Period = "{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-04-01T00:00:00Z\"}";
        return Enumerable.Repeat((string[])[pipeline, pipeline, deal, Period], 5).SelectMany(known => known);
    }

    /// <summary>For most of the variables that the text speaks of.</summary>
    private static string Variables(string text, string[] values, Random random) => "{" + string.Join(',', text.Split('$').Skip(1)
        .Select(rest => new string([.. rest.TakeWhile(char.IsAsciiLetterOrDigit)])).Where(name => name.Length > 0).Distinct()
        .Where(_ => random.Next(8) > 0).Select(name => $"\"{name}\":{values[random.Next(values.Length)]}")) + "}";
}
