using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using PipelineGraph.Engine.Tests.SchemaExport;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Tests.Types.Directives;

public class DirectiveTests
{
    private static readonly SampleSchema Schema = new();

    [Theory]
    [InlineData("cost", "weight", false,
        "SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION ENUM INPUT_FIELD_DEFINITION")]
    [InlineData("listSize",
        "assumedSize slicingArguments slicingArgumentDefaultValue sizedFields requireOneSlicingArgument", false,
        "FIELD_DEFINITION")]
    [InlineData("authorize", "policy roles apply", true, "OBJECT FIELD_DEFINITION")]
    [InlineData("specifiedBy", "url", false, "SCALAR")]
    public async Task Introspection_lists_the_directive(string name, string args, bool isRepeatable, string locations)
    {
        var answer = await ExecuteAsync("{ __schema { directives { name locations isRepeatable args { name } } } }");

        var directive = answer.GetProperty("data").GetProperty("__schema").GetProperty("directives").EnumerateArray()
            .Single(candidate => candidate.GetProperty("name").GetString() == name);
        Assert.Equal(locations, Joined(directive.GetProperty("locations").EnumerateArray()));
        Assert.Equal(args, Joined(directive.GetProperty("args").EnumerateArray().Select(a => a.GetProperty("name"))));
        Assert.Equal(isRepeatable, directive.GetProperty("isRepeatable").GetBoolean());
    }

    [Fact]
    public async Task Introspection_links_a_scalar_to_its_specification()
    {
        var answer = await ExecuteAsync("""
            { a: __type(name: "DateTime") { specifiedByURL } b: __type(name: "Deal") { specifiedByURL } }
            """);

        Assert.Equal(
            """{"a":{"specifiedByURL":"https://www.graphql-scalars.com/date-time"},"b":{"specifiedByURL":null}}""",
            answer.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("{ deals @cost(weight: \"0\") { id } }")]
    [InlineData("{ deals @listSize(assumedSize: 1) { id } }")]
    [InlineData("{ deals @authorize(roles: []) { id } }")]
    [InlineData("query @cost(weight: \"0\") { deals { id } }")]
    public async Task Clients_cannot_use_a_schema_directive(string query)
    {
        var answer = await ExecuteAsync(query);

        var message = answer.GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Contains("directive", message, StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.TryGetProperty("data", out _));
    }

    [Fact]
    public void Roles_are_also_metadata_that_an_authorization_rule_reads()
    {
        var field = Schema.Query.Fields.Find("deals")!;

        Assert.True(field.IsAuthorizationRequired());
        Assert.Equal(["ANALYST", "ADMIN"], field.GetRoles());
    }

    [Fact]
    public void Policy_is_applied_and_is_metadata_too()
    {
        var field = new FieldType { Name = "deals" }.AuthorizePolicy("OwnDeals");

        Assert.Equal("OwnDeals", field.FindAppliedDirective("authorize")!.FindArgument("policy")!.Value);
        Assert.Equal(["OwnDeals"], field.GetPolicies());
    }

    [Fact]
    public void Negative_cost_is_a_mistake()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new FieldType { Name = "deals" }.Cost(-1));

    private static string Joined(IEnumerable<JsonElement> names)
        => string.Join(' ', names.Select(name => name.GetString()));

    private static async Task<JsonElement> ExecuteAsync(string query)
    {
        var json = await Schema.ExecuteAsync(new GraphQLSerializer(), options => options.Query = query);
        return JsonElement.Parse(json);
    }
}
