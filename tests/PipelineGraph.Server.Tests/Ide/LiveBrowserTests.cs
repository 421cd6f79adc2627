using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Ide;

public class LiveBrowserTests
{
    private const string Title = "Seen as it happens";

    private const int PauseMilliseconds = 500;
    private const int MostAttempts = 120;

    [SkippableFact]
    public async Task Subscription_of_the_default_document_shows_what_a_mutation_causes_while_it_runs()
    {
        Skip.IfNot(File.Exists(IdeBrowser.Executable), $"There is no {IdeBrowser.Executable}.");
        var page = Path.Combine(AppContext.BaseDirectory, "ide", "index.html");
        Skip.IfNot(File.Exists(page), "The IDE's files were not pulled.");
        await using var server = await RunningServer.StartAsync();
        var origin = server.Client.BaseAddress!;
        var pipeline = await CallAsync(server, "createPipeline", new
        {
            name = "Line",
            currency = "EUR",
            enforcement = "FREE",
            stages = new object[] { new { name = "First" } },
        }, "pipeline { id }");
        var pipelineId = pipeline.GetProperty("pipeline").GetProperty("id").GetString();

        await using var ide = await IdeBrowser.OpenAsync(origin);
        await ide.CreateDocumentAsync();
        await StartAsync(ide);
        await RepeatAsync(
            () => CallAsync(server, "createDeal", new { title = Title, pipelineId }, "deal { id }"),
            () => IsAmong(ide.Received, "\"type\":\"next\""));
        await ide.ShowsAsync(Title);

        Assert.StartsWith("{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer ey",
            ide.Sent.First(text => text.Contains("connection_init", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains(ide.Received, text => text.Contains("DEAL_CREATED", StringComparison.Ordinal));
        Assert.Empty(await ide.ViolationsAsync());
        Assert.All(ide.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)),
            url => Assert.StartsWith(origin.ToString(), url, StringComparison.Ordinal));
    }

    /// <summary>Only operations that the editor shows have a "Run" of their own, so that the others must go.</summary>
    private static async Task StartAsync(IdeBrowser ide)
    {
        var document = Parser.Parse(IdePage.Examples);
        var example = document.Definitions.OfType<GraphQLOperationDefinition>()
            .Single(operation => operation.Operation is OperationType.Subscription);
        await ide.TypeAsync(IdePage.Examples[example.Location.Start..example.Location.End]);
        await RepeatAsync(ide.StartAsync, () => IsAmong(ide.Sent, "\"subscribe\""));
    }

    /// <summary>For what has no effect before a moment that nobody tells: the editor has taken the text over, the
    /// server has begun to follow.</summary>
    private static async Task RepeatAsync(Func<Task> act, Func<bool> isEnough)
    {
        for (var attempt = 0; attempt < MostAttempts && !isEnough(); attempt++)
        {
            await act();
            await Task.Delay(PauseMilliseconds);
        }

        Assert.True(isEnough());
    }

    private static bool IsAmong(IEnumerable<string> messages, string text)
        => messages.Any(message => message.Contains(text, StringComparison.Ordinal));

    private static async Task<JsonElement> CallAsync(
        RunningServer server, string mutation, object input, string selection)
    {
        using var request = Office.Request(Office.Text(mutation, selection), new { input }, server.Token(Role.Admin));
        using var response = await server.Client.SendAsync(request);
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        return new Payload(mutation, answer).Success;
    }
}
