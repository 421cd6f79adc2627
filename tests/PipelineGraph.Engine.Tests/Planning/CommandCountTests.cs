using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class CommandCountTests : IAsyncLifetime
{
    private LibraryServer _server = null!;

    public async Task InitializeAsync() => _server = await SmallLibrary.ServeAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public Task A_list_with_nested_objects_costs_one_command()
        => Costs(1, "{ books { nodes { title author { name } translator { name } sequel { author { name } } } } }");

    [Fact]
    public Task A_nested_list_costs_one_command_more_for_all_parents()
        => Costs(2, "{ books { nodes { title reviews { nodes { points } } } } }");

    [Fact]
    public Task Two_lists_of_one_level_and_one_below_cost_a_command_each()
        => Costs(4, "{ authors { books { nodes { reviews { nodes { critic { name } } } } } allBooks { title } } }");

    [Fact]
    public async Task The_number_of_parents_does_not_change_the_number_of_commands()
    {
        await _server.AddAsync([.. Enumerable.Range(0, 40).Select(i => new Author { Name = $"author {i}" })]);

        await Costs(3, "{ authors { books { nodes { reviews { nodes { points } } } } } }");
    }

    [Fact]
    public Task A_total_costs_one_command_beside_the_rows() => Costs(2, "{ books { totalCount nodes { title } } }");

    [Fact]
    public Task A_nested_total_costs_one_grouped_command() => Costs(2, "{ authors { books { totalCount } } }");

    [Fact]
    public async Task A_lone_total_costs_one_command_that_counts()
    {
        await Costs(1, "{ books { totalCount } }");

        Assert.Contains("COUNT(*)", _server.Commands[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_nobody_asks_for_is_not_counted()
    {
        await Costs(1, "{ books { nodes { title } pageInfo { hasNextPage } } }");

        Assert.DoesNotContain("COUNT(*)", _server.Commands[0], StringComparison.Ordinal);
    }

    [Fact]
    public Task A_lone_typename_of_a_connection_costs_no_command() => Costs(0, "{ books { __typename } }");

    [Fact]
    public Task Nodes_of_two_types_cost_two_commands()
        => Costs(2, $"{{ nodes(ids: [\"{SmallLibrary.BookId(1)}\", \"{SmallLibrary.AuthorId(1)}\", "
            + $"\"{SmallLibrary.BookId(2)}\"]) {{ "
            + "... on Book { title } ... on Author { name } } }");

    [Fact]
    public Task Aliases_of_one_field_cost_a_command_each()
        => Costs(2, "{ a: books { nodes { title } } b: books { nodes { pages } } }");

    [Fact]
    public Task Merged_fields_cost_one_command_together()
        => Costs(1, "{ books { nodes { title } } books { nodes { pages } } }");

    [Fact]
    public Task A_list_that_is_skipped_costs_nothing()
        => Costs(1, "{ books { nodes { id reviews @skip(if: true) { totalCount } } } authors @skip(if: true) { id } }");

    [Fact]
    public Task A_nested_list_without_parents_costs_nothing()
        => Costs(1, "{ books(where: {title: {eq: \"none\"}}) { nodes { reviews { nodes { points } } } } }");

    [Fact]
    public Task Arguments_that_are_wrong_cost_nothing()
        => Costs(0, "{ books(first: 51) { nodes { title } } }", fails: true);

    [Fact]
    public async Task Only_asked_columns_are_read()
    {
        await Costs(1, "{ books { nodes { title author { country } } } }");

        Assert.Contains("\"Title\"", _server.Commands[0], StringComparison.Ordinal);
        Assert.Contains("\"Country\"", _server.Commands[0], StringComparison.Ordinal);
        foreach (var column in (string[])["Subtitle", "Pages", "Name", "Genre"])
            Assert.DoesNotContain($"\"{column}\"", _server.Commands[0], StringComparison.Ordinal);
    }

    private async Task Costs(int commands, string query, bool fails = false)
    {
        var answer = await _server.TextAsync(query);

        Assert.Equal(fails, answer.Contains("\"errors\"", StringComparison.Ordinal));
        Assert.Equal(commands, _server.Commands.Count);
    }
}
