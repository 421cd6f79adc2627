using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Queries;

namespace PipelineGraph.Server.Tests.Schema;

/// <summary>The documented examples of `schema/operations`, as an analyst would run them.</summary>
[Collection(DemoServer.Collection)]
public sealed class OperationTests(DemoServer demo)
{
    internal static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The operations with the number of SQL commands that each takes; a pass over deals for figures, which is read
    /// past EF Core, is not among them.</summary>
    public static TheoryData<string, int> Operations => new()
    {
        { "account-page", 4 },
        { "accounts-with-deals", 5 },
        { "activities-due", 2 },
        { "board", 5 },
        { "board-column", 3 },
        { "board-columns", 7 },
        { "board-more", 2 },
        { "bottlenecks", 9 },
        { "call-next", 4 },
        { "changed-since-monday", 4 },
        { "cohort", 3 },
        { "cycle-drag", 5 },
        { "deal-history", 4 },
        { "deal-page", 10 },
        { "decision-makers", 2 },
        { "events-after", 4 },
        { "exchange-rates", 1 },
        { "forecast", 3 },
        { "forecast-backtest", 4 },
        { "funnel", 4 },
        { "largest-open-deals", 2 },
        { "lost-deals", 3 },
        { "me", 1 },
        { "move-options", 6 },
        { "my-deals", 4 },
        { "node", 1 },
        { "nodes", 4 },
        { "page-backwards", 1 },
        { "page-forwards", 2 },
        { "pipeline-by-source-and-stage", 3 },
        { "pipeline-dashboard", 12 },
        { "pipelines", 3 },
        { "results-by-owner", 5 },
        { "sales-pace", 4 },
        { "sales-reps", 2 },
        { "search-deals", 2 },
        { "slices", 5 },
        { "stage-moves", 2 },
        { "stalled-deals", 2 },
        { "standing-still", 2 },
        { "sync-deals", 1 },
        { "well-qualified", 2 },
        { "won-in-period", 2 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_answers_as_reviewed_with_so_many_commands(string name, int commands)
    {
        await AnswerAsync(demo, name);   // what is learned once a day is read once
        await using (var context = demo.Database.Lease())
            await context.RaiseConfigurationVersionAsync();   // figures are not kept over a change

        var answer = JsonSerializer.Deserialize<JsonElement>(await AnswerAsync(demo, name));

        Reviewed.Matches(JsonSerializer.Serialize(answer, Indented) + "\n", $"{name}.json", "schema", "operations");
        Assert.Equal(commands, demo.Commands().Count);
    }

    [SkippableFact]
    public async Task Every_operation_answers_alike_on_PostgreSQL()
    {
        await using var other = await demo.OnPostgreSqlAsync();

        foreach (var name in Operations.Select(row => (string)row[0]))
        {
            var (expected, answered) = (await AnswerAsync(demo, name), await AnswerAsync(other, name));
            Assert.Null(other.Failure());
            Assert.Equal(expected, answered);
        }
    }

    [Fact]
    public void Every_operation_is_executed_and_says_in_a_comment_what_it_is_for()
    {
        var files = Directory.GetFiles(Repository.OperationsFolder, "*.graphql");

        Assert.Equal(
            Operations.Select(row => (string)row[0])
                .Concat(MutationOperationTests.Operations).Concat(SubscriptionOperationTests.Operations).Order(),
            files.Select(Path.GetFileNameWithoutExtension).Order());
        Assert.All(files, file => Assert.Matches(@"\A# .+[.?] For: .+\.\n", File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("Query", OperationType.Query)]
    [InlineData("Mutation", OperationType.Mutation)]
    [InlineData("Subscription", OperationType.Subscription)]
    public void Every_field_of_the_root_is_in_an_operation(string root, OperationType type)
    {
        var shown = Directory.GetFiles(Repository.OperationsFolder, "*.graphql")
            .SelectMany(file => Parser.Parse(File.ReadAllText(file)).Definitions.OfType<GraphQLOperationDefinition>())
            .Where(operation => operation.Operation == type)
            .SelectMany(operation => operation.SelectionSet.Selections.OfType<GraphQLField>())
            .Select(field => field.Name.StringValue);

        Assert.Empty(demo.Map.Fields(root).Select(field => field.Name).Except(shown));
    }

    [SkippableFact]
    public async Task Schema_is_built_and_every_operation_validated_by_graphql_js()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");

        var output = await NodeClients.RunAsync("validate.mjs", Repository.SchemaFile, Repository.OperationsFolder);
        var summary = JsonSerializer.Deserialize<JsonElement>(output);

        Assert.Equal("[]", summary.GetProperty("failed").GetRawText());
        Assert.Equal(
            Operations.Count + MutationOperationTests.Operations.Length + SubscriptionOperationTests.Operations.Length,
            summary.GetProperty("files").GetInt32());
    }

    /// <param name="variables">Instead of those in the file beside the operation.</param>
    internal static async Task<string> AnswerAsync(DemoServer server, string name, JsonElement? variables = null)
    {
        var (query, given) = await ReadAsync(name);
        return await server.AnswerAsync(query, variables ?? given);
    }

    /// <summary>An operation, and the values beside it for its variables.</summary>
    internal static async Task<(string Query, JsonElement? Variables)> ReadAsync(string name)
    {
        var query = await File.ReadAllTextAsync(FileOf(name, "graphql"));
        return File.Exists(FileOf(name, "json"))
            ? (query, JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(FileOf(name, "json"))))
            : (query, null);
    }

    private static string FileOf(string name, string extension)
        => Path.Combine(Repository.OperationsFolder, $"{name}.{extension}");
}
