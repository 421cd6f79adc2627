using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>What the hot queries cost the database: the number of commands, and their reviewed SQL.</summary>
[Collection(DemoServer.Collection)]
public sealed class CommandTests(DemoServer demo)
{
    [Fact]
    public Task List_of_deals_with_3_nested_objects_takes_1_command() => ReviewAsync("deals", 1, """
        {
          deals(first: 50, where: { status: { eq: OPEN } }, order: [{ amount: DESC }]) {
            nodes { id title amount currency createdAt stage { name } account { name } owner { name } }
          }
        }
        """);

    [Fact]
    public Task List_with_its_total_takes_2_commands() => ReviewAsync("deals-with-total", 2, """
        {
          deals(first: 3, order: [{ amount: DESC }]) {
            totalCount nodes { title amount stage { name } owner { name } }
          }
        }
        """);

    [Fact]
    public Task Page_behind_a_cursor_takes_1_command() => ReviewAfterFirstPageAsync("deals-after", 1);

    [Fact]
    public Task Board_of_3_levels_with_next_activities_takes_4_commands() => ReviewAsync("board", 4, """
        {
          pipelines {
            name
            stages {
              name
              deals(first: 20, where: { status: { eq: OPEN } }, order: [{ stageEnteredAt: ASC }]) {
                nodes { id title amountInPipelineCurrency daysInStage owner { name } nextActivity { dueAt } }
              }
            }
          }
        }
        """);

    [Fact]
    public Task Deals_with_4_lists_take_5_commands_one_more_for_each() => ReviewAsync("deal-lists", 5, """
        {
          deals(first: 10) {
            nodes {
              title
              transitions(last: 3) { kind toStage { name } }
              activities(first: 3) { nodes { subject } }
              objections { summary }
              checklist { isMet criterion { label } }
            }
          }
        }
        """);

    private async Task ReviewAfterFirstPageAsync(string name, int commands)
    {
        const string Page = "order: [{ account: { name: ASC } }, { amount: DESC }]";
        var first = await demo.DataAsync($"{{ deals(first: 20, {Page}) {{ pageInfo {{ endCursor }} }} }}");
        var cursor = first.GetProperty("deals").GetProperty("pageInfo").GetProperty("endCursor").GetRawText();

        await ReviewAsync(name, commands, $"{{ deals(first: 20, after: {cursor}, {Page}) {{ nodes {{ title }} }} }}");
    }

    private async Task ReviewAsync(string name, int commands, string query)
    {
        string[] here = ["tests", "PipelineGraph.Server.Tests", "Queries"];
        await demo.DataAsync(query);

        var texts = demo.Commands();
        Reviewed.Matches(string.Join(";\n\n", texts) + ";\n", $"{name}.sql", here);
        Assert.Equal(commands, texts.Count);
    }
}
